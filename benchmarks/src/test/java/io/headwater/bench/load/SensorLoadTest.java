package io.headwater.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.EventTime;
import io.headwater.model.SensorEvent;
import io.headwater.model.json.SensorEventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SensorLoadTest {

  private static final Instant START = Instant.parse("2024-03-01T11:59:00Z");
  private static final long FIRST = EventTime.ofInstant(START);
  private static final long SECOND = 1_000_000;

  private final SensorLoad load = new SensorLoad(200, 10, START, Duration.ofSeconds(1));

  @Test
  void shouldMakeTheSameEventsEachTime() {
    SensorLoad again = new SensorLoad(200, 10, START, Duration.ofSeconds(1));

    assertThat(events(2_000)).isEqualTo(LongStream.range(0, 2_000).mapToObj(again::event).toList());
    assertThat(new String(new SensorEventJson().encode(load.event(200_003)), UTF_8))
        .isEqualTo(
            "{\"sensor_id\":\"sensor-000003\",\"device_type\":\"vibration\","
                + "\"timestamp\":\"2024-03-01T12:15:40.408Z\",\"value\":2.92,\"unit\":\"mm/s\","
                + "\"location\":\"hall-00\",\"status\":\"normal\"}");
  }

  @Test
  void shouldLetEverySensorSendOnceInEachInterval() {
    Map<Long, Map<String, Long>> bySecond =
        events(2_000).stream()
            .collect(
                Collectors.groupingBy(
                    event -> (event.eventTime() - FIRST) / SECOND,
                    Collectors.groupingBy(SensorEvent::sensorId, Collectors.counting())));

    assertThat(bySecond).hasSize(10);
    assertThat(bySecond.values())
        .allSatisfy(sensors -> assertThat(sensors).hasSize(200))
        .allSatisfy(sensors -> assertThat(sensors.values()).containsOnly(1L));
  }

  @Test
  void shouldBeOutOfOrderByLessThanASecondAndNeverForOneSensor() {
    long highest = 0;
    int outOfOrder = 0;
    Map<String, Long> lastOf = new HashMap<>();
    for (SensorEvent event : events(20_000)) {
      assertThat(event.eventTime()).isGreaterThan(highest - SECOND);
      assertThat(event.eventTime()).isGreaterThan(lastOf.getOrDefault(event.sensorId(), 0L));
      outOfOrder += event.eventTime() < highest ? 1 : 0;
      highest = Math.max(highest, event.eventTime());
      lastOf.put(event.sensorId(), event.eventTime());
    }
    assertThat(outOfOrder).isPositive();
  }

  @Test
  void shouldSpreadAllKindsOverAllLocations() {
    assertThat(
            events(200).stream().map(event -> event.location() + " " + event.deviceType()).toList())
        .hasSize(200)
        .satisfies(series -> assertThat(series.stream().distinct()).hasSize(40));
  }

  @Test
  void shouldHaveAboutOneAnomalyInAThousandAndOtherwiseKeepTheLimits() {
    long anomalies =
        events(100_000).stream()
            .filter(
                event ->
                    !event.status().equals(SensorEvent.DEFAULT_STATUS)
                        || (event.deviceType().equals("temperature") && event.value() > 100))
            .count();
    Comparator<SensorEvent> byValue = Comparator.comparingDouble(SensorEvent::value);
    List<SensorEvent> normal =
        events(100_000).stream()
            .filter(event -> event.deviceType().equals("temperature") && event.value() <= 100)
            .toList();

    assertThat(anomalies).isBetween(60L, 150L);
    assertThat(normal.stream().max(byValue).orElseThrow().value()).isLessThan(80);
    assertThat(normal.stream().min(byValue).orElseThrow().value()).isGreaterThan(60);
  }

  private List<SensorEvent> events(long number) {
    return LongStream.range(0, number).mapToObj(load::event).toList();
  }
}
