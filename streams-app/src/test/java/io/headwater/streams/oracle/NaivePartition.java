package io.headwater.streams.oracle;

import io.headwater.streams.oracle.Input.Quiet;
import io.headwater.streams.oracle.Input.Reading;
import io.headwater.streams.oracle.NaiveRules.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the contract says of one input partition, word for word: every event is kept, each window is
 * a list of events, and nothing is ever closed. A window that is said to be closed is one whose end
 * the watermark has reached.
 */
final class NaivePartition {

  static final long NO_WATERMARK = Long.MIN_VALUE;

  private final NaiveRules rules;
  private final List<? extends Input> inputs;
  private final List<Long> watermarks = new ArrayList<>();
  private final List<Boolean> late = new ArrayList<>();
  private final Map<WindowKey, List<Reading>> aligned = new LinkedHashMap<>();
  private final Map<String, List<List<Reading>>> sessions = new LinkedHashMap<>();

  NaivePartition(NaiveRules rules, List<? extends Input> inputs) {
    this.rules = rules;
    this.inputs = inputs;
    for (Input input : inputs) {
      long before = watermark();
      if (input instanceof Reading reading) {
        late.add(rules.earliestEnd(reading.time()) <= before);
        addToAligned(reading, before);
        addToSession(reading, before);
        long upTo = Math.min(reading.time(), reading.recordMillis() * 1_000);
        watermarks.add(Math.max(before, upTo - NaiveRules.micros(rules.delay())));
      } else if (input instanceof Quiet quiet) {
        watermarks.add(before == NO_WATERMARK ? before : before + NaiveRules.micros(quiet.time()));
      }
    }
  }

  /** In each window that the watermark had not reached the end of when the event was read. */
  private void addToAligned(Reading reading, long before) {
    for (Slot slot : rules.slotsOf(reading.time())) {
      if (slot.end() > before) {
        WindowKey key =
            WindowKey.bySensor(slot.spec().name(), reading.event(), slot.start(), slot.end());
        aligned.computeIfAbsent(key, k -> new ArrayList<>()).add(reading);
      }
    }
  }

  /** With every open session of its sensor that is less than the gap away, as one. */
  private void addToSession(Reading reading, long before) {
    List<List<Reading>> others = new ArrayList<>();
    List<Reading> joined = new ArrayList<>();
    for (List<Reading> session : sessions.getOrDefault(reading.event().sensorId(), List.of())) {
      long start = NaiveWindow.firstTime(session);
      long end = NaiveWindow.lastTime(session) + rules.gap();
      boolean open = end > before;
      if (open && reading.time() < end && start < reading.time() + rules.gap()) {
        joined.addAll(session);
      } else {
        others.add(session);
      }
    }
    if (!joined.isEmpty() || reading.time() + rules.gap() > before) {
      joined.add(reading);
      others.add(joined);
    }
    sessions.put(reading.event().sensorId(), others);
  }

  /** Where it stands at the end of the inputs. */
  long watermark() {
    return watermarks.isEmpty() ? NO_WATERMARK : watermarks.get(watermarks.size() - 1);
  }

  /** Where it stood after each input. */
  List<Long> watermarks() {
    return watermarks;
  }

  /** The verdict on each event: whether it missed the first aligned window that it is in to end. */
  List<Boolean> late() {
    return late;
  }

  long lateCount() {
    return late.stream().filter(verdict -> verdict).count();
  }

  /** The aligned windows by sensor. */
  List<NaiveWindow> aligned() {
    return aligned.entrySet().stream()
        .map(window -> new NaiveWindow(window.getKey(), window.getValue()))
        .toList();
  }

  List<NaiveWindow> sessions() {
    return sessions.values().stream()
        .flatMap(List::stream)
        .map(session -> NaiveWindow.session(rules, session))
        .toList();
  }

  /** All windows by sensor that the watermark has reached the end of. */
  List<NaiveWindow> closed() {
    return Stream.concat(aligned().stream(), sessions().stream())
        .filter(window -> window.key().end() <= watermark())
        .toList();
  }

  /** Whether it has fallen idle, and read nothing since. */
  boolean idle() {
    return !inputs.isEmpty() && inputs.get(inputs.size() - 1) instanceof Quiet;
  }
}
