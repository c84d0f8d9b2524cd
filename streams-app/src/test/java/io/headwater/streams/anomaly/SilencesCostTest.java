package io.headwater.streams.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.Origin;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference;
import io.headwater.streams.config.TimeSettings;
import io.headwater.streams.time.Mutes;
import io.headwater.streams.time.TimedEvent;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What looking for silences writes: nearly always some sensor is due, and all others go on. */
class SilencesCostTest {

  private static final int SENSORS = 100;
  private static final long SECOND = 1_000_000;
  private static final long DELAY = 10 * SECOND;

  private final CountingStore store = new CountingStore();
  private final Detection detection =
      new Detection(
          RuleBook::builtIn, Mutes.NONE, new TimeSettings(null, null, null), store, anomaly -> {});

  @Test
  void shouldWriteASensorThatIsDueAndLeaveTheOthersToTheNextCommit() {
    // Given sensors that began one after the other, so that they are due one after the other
    for (int second = 0; second < 300; second++) {
      beat(second);
    }
    detection.save();
    store.puts = 0;
    // When each is due once, and not silent
    for (int second = 300; second < 300 + SENSORS + 20; second++) {
      beat(second);
    }
    // Then each was written once, with its note and what is remembered of it: parts of the spikes
    assertThat(store.puts).isBetween(2 * SENSORS, 50 * SENSORS);
  }

  /** Each that has begun sends once. */
  private void beat(int second) {
    for (int sensor = 0; sensor <= Math.min(second, SENSORS - 1); sensor++) {
      long at = Readings.NOON + second * SECOND;
      SensorEvent event =
          new SensorEvent("s-" + sensor, "pump", at, 1, "bar", "hall", "normal", null);
      EnrichedEvent enriched =
          new EnrichedEvent(
              event,
              SensorReference.UNKNOWN,
              List.of(),
              false,
              new Origin("sensor-events", 0, second));
      detection.check(new TimedEvent(enriched, at - DELAY, at - DELAY));
      detection.goOn(at - DELAY, Integer.MAX_VALUE);
    }
  }

  private static final class CountingStore implements DetectionStore {
    private final InMemoryStore entries = new InMemoryStore();
    private int puts;

    @Override
    public byte @Nullable [] get(Bytes key) {
      return entries.get(key);
    }

    @Override
    public void put(Bytes key, byte[] value) {
      puts++;
      entries.put(key, value);
    }

    @Override
    public void delete(Bytes key) {
      entries.delete(key);
    }

    @Override
    public List<Entry> range(Bytes from, Bytes to, int most) {
      return entries.range(from, to, most);
    }
  }
}
