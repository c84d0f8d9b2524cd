package io.headwater.streams.anomaly;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.streams.state.KeyReader;
import io.headwater.streams.state.KeyWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that sensors are looked at as the rules of silences want, after these have changed: it
 * goes through all sensors once, some with each call. Which rules that was last done for is kept
 * when it is done; who is stopped in the middle begins again.
 */
final class SilencePlan {

  private static final Bytes PLANNED = KeyWriter.key(DetectionStore.PLANNED).toKey();
  private static final Bytes FIRST = KeyWriter.key(DetectionStore.LIFE).toKey();
  private static final Bytes END = KeyWriter.key((byte) (DetectionStore.LIFE + 1)).toKey();

  private final DetectionStore store;
  private final Sensors sensors;

  /** The rules of the plan, kept or still under way; null at the start. */
  private @Nullable RuleBook book;

  private byte @Nullable [] planned;
  private byte[] wanted = {};

  /** The next sensor to look at; null when all were. */
  private @Nullable Bytes next;

  private boolean saved = true;

  SilencePlan(DetectionStore store, Sensors sensors) {
    this.store = store;
    this.sensors = sensors;
    this.planned = store.get(PLANNED);
  }

  /**
   * Goes on with what the rules in force ask for.
   *
   * @return how many of {@code most} sensors were not looked at
   */
  int revise(RuleBook now, LivedTime time, int most) {
    if (now != book) {
      book = now;
      wanted = describe(now);
      next = Arrays.equals(wanted, planned) ? null : FIRST;
    }
    if (next == null) {
      return most;
    }
    sensors.save();
    List<DetectionStore.Entry> lives = store.range(next, END, most);
    for (DetectionStore.Entry life : lives) {
      Sensor sensor = sensors.of(KeyReader.of(life.key()).text());
      Life known = sensor.life();
      if (known != null) {
        known.planFor(now.silencesOf(known, sensor.id()), time);
        sensors.touch(sensor);
      }
      next = after(life.key());
    }
    sensors.save();
    if (lives.size() < most) {
      next = null;
      planned = wanted;
      saved = false;
    }
    return most - lives.size();
  }

  boolean isDone() {
    return next == null;
  }

  void save() {
    if (!saved && planned != null) {
      store.put(PLANNED, planned);
      saved = true;
    }
  }

  private static byte[] describe(RuleBook book) {
    return book.rules().stream()
        .filter(rule -> rule.enabled() && Rule.of(rule) instanceof MissingData)
        .map(rule -> rule.id() + " " + rule.subject() + " " + rule.check())
        .collect(Collectors.joining("\n"))
        .getBytes(UTF_8);
  }

  private static Bytes after(Bytes key) {
    return Bytes.wrap(Arrays.copyOf(key.get(), key.get().length + 1));
  }
}
