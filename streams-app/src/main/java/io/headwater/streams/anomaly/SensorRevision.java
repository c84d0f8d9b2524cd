package io.headwater.streams.anomaly;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.streams.state.KeyReader;
import io.headwater.streams.state.KeyWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that sensors are as the rules want after these have changed: that they are looked at
 * in time, and that nothing is remembered for a rule that cannot hold for them. Where a sensor
 * stands, and of which type it is, decides only which silences it can break: its next event may
 * have another type or location, and what is remembered for that one stays. It goes through all
 * sensors once, some with each call. Which rules that was last done for is kept when it is done;
 * who is stopped in the middle begins again.
 */
final class SensorRevision {

  private static final Bytes REVISED = KeyWriter.key(DetectionStore.REVISED).toKey();
  private static final Bytes FIRST = KeyWriter.key(DetectionStore.LIFE).toKey();
  private static final Bytes END = KeyWriter.key((byte) (DetectionStore.LIFE + 1)).toKey();

  private final DetectionStore store;
  private final Sensors sensors;

  /** The rules it is about, done or still under way; null at the start. */
  private @Nullable RuleBook book;

  private byte @Nullable [] done;
  private byte[] wanted = {};

  /** The next sensor to look at; null when all were. */
  private @Nullable Bytes next;

  private boolean saved = true;

  SensorRevision(DetectionStore store, Sensors sensors) {
    this.store = store;
    this.sensors = sensors;
    this.done = store.get(REVISED);
  }

  /**
   * Goes on with what the rules in force ask for.
   *
   * @return how many of {@code most} sensors were not looked at
   */
  int goOn(RuleBook now, LivedTime time, int most) {
    if (now != book) {
      book = now;
      wanted = describe(now);
      next = Arrays.equals(wanted, done) ? null : FIRST;
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
        known.planFor(now.heldBy(known, sensor.id()).ofSilences(), time);
        sensor.memory().keepOnly(now.thatMayCover(sensor.id()));
        sensors.touch(sensor);
      }
      next = after(life.key());
    }
    sensors.save();
    if (lives.size() < most) {
      next = null;
      done = wanted;
      saved = false;
    }
    return most - lives.size();
  }

  boolean isDone() {
    return next == null;
  }

  void save() {
    if (!saved && done != null) {
      store.put(REVISED, done);
      saved = true;
    }
  }

  private static byte[] describe(RuleBook book) {
    return book.rules().stream()
        .filter(NamedRule::enabled)
        .map(Rule::of)
        .flatMap(SensorRevision::describe)
        .collect(Collectors.joining("\n"))
        .getBytes(UTF_8);
  }

  private static Stream<String> describe(Rule rule) {
    NamedRule named = rule.named();
    String text = named.id() + " " + named.subject() + " ";
    if (rule instanceof MissingData missing) {
      return Stream.of(text + missing.check());
    }
    return rule instanceof EventRule ofEvent && ofEvent.memory() != null
        ? Stream.of(text + named.check().kind())
        : Stream.empty();
  }

  private static Bytes after(Bytes key) {
    return Bytes.wrap(Arrays.copyOf(key.get(), key.get().length + 1));
  }
}
