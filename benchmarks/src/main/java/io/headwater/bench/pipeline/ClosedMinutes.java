package io.headwater.bench.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.headwater.bench.load.SensorLoad;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;

/**
 * What the windows of a minute by sensor must add up to after a backlog, by the contract: worked
 * out from the load alone.
 *
 * <p>A partition's watermark is the highest time of its events less the delay. An event that comes
 * when the watermark has reached the end of its minute is late, and in no such window. When all
 * have come, the windows are closed whose end the watermark has reached; those of the last seconds
 * stay open, as long as no partition counts as idle.
 *
 * @param events that are in closed windows
 * @param late events
 */
record ClosedMinutes(long events, long late) {

  private static final long MINUTE = MICROSECONDS.convert(Duration.ofMinutes(1));

  /**
   * @param count events of the load that are sent, in their order
   * @param partitions of the topic they are sent to, keyed by sensor
   * @param delay of the watermark
   */
  static ClosedMinutes of(SensorLoad load, long count, int partitions, Duration delay) {
    int[] partitionOf = partitionOf(load.sensors(), partitions);
    Partition[] all = new Partition[partitions];
    for (int partition = 0; partition < partitions; partition++) {
      all[partition] = new Partition(MICROSECONDS.convert(delay));
    }
    for (long number = 0; number < count; number++) {
      all[partitionOf[(int) (number % load.sensors())]].read(load.eventTime(number));
    }
    long events = 0;
    long late = 0;
    for (Partition partition : all) {
      events += partition.inClosedWindows();
      late += partition.late;
    }
    return new ClosedMinutes(events, late);
  }

  /** As Kafka's producers spread keys over partitions. */
  private static int[] partitionOf(int sensors, int partitions) {
    return IntStream.range(0, sensors)
        .map(
            sensor ->
                Utils.toPositive(Utils.murmur2(SensorLoad.sensorId(sensor).getBytes(UTF_8)))
                    % partitions)
        .toArray();
  }

  private static final class Partition {

    private final long delay;
    private final Map<Long, Long> eventsByEnd = new HashMap<>();
    private long watermark = Long.MIN_VALUE;
    private long late;

    Partition(long delay) {
      this.delay = delay;
    }

    void read(long eventTime) {
      long end = Math.floorDiv(eventTime, MINUTE) * MINUTE + MINUTE;
      if (watermark >= end) {
        late++;
      } else {
        eventsByEnd.merge(end, 1L, Long::sum);
      }
      watermark = Math.max(watermark, eventTime - delay);
    }

    long inClosedWindows() {
      return eventsByEnd.entrySet().stream()
          .filter(minute -> minute.getKey() <= watermark)
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }
}
