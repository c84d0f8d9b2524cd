package io.headwater.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.SensorEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LiveLoadTest {

  private static final int SENSORS = 400;

  private final SensorLoad sensors =
      new SensorLoad(SENSORS, 10, Instant.parse("2024-03-01T11:59:00Z"), Duration.ofSeconds(1));
  private final LiveLoad load = new LiveLoad(sensors);

  @Test
  void shouldBeOfTheTimeItIsAskedFor() {
    assertThat(load.event(17, 1_000_005).eventTime()).isEqualTo(1_000_005);
  }

  @Test
  void shouldBeTheSameSensorsAsTheLoadBefore() {
    assertThat(load.event(417, 0))
        .extracting(SensorEvent::sensorId, SensorEvent::location, SensorEvent::unit)
        .containsExactly("sensor-000017", sensors.event(17).location(), "hpa");
  }

  @Test
  void shouldLetTheSensorsBreakRulesInTurn() {
    // Given a hundred rounds of all sensors
    Map<String, Long> anomaliesBySensor =
        LongStream.range(0, 100 * SENSORS)
            .filter(number -> isOutOfLine(load.event(number, 0)))
            .filter(number -> !isOutOfLine(sensors.event(number)))
            .mapToObj(number -> load.event(number, 0).sensorId())
            .collect(Collectors.groupingBy(id -> id, Collectors.counting()));

    // Then nearly each has broken one, but for those that did so by chance in just that round
    assertThat(anomaliesBySensor).hasSizeGreaterThan(SENSORS * 98 / 100);
    assertThat(anomaliesBySensor.values()).containsOnly(1L);
  }

  private static boolean isOutOfLine(SensorEvent event) {
    return !event.status().equals(SensorEvent.DEFAULT_STATUS)
        || (event.deviceType().equals("temperature") && event.value() > 100);
  }
}
