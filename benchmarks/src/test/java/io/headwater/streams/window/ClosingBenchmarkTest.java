package io.headwater.streams.window;

import static io.headwater.streams.window.ClosingBenchmark.SENSORS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.bench.load.SensorLoad;
import io.headwater.bench.micro.Readings;
import io.headwater.model.EventTime;
import io.headwater.model.SensorEvent;
import io.headwater.model.WindowAggregate;
import io.headwater.streams.window.ClosingBenchmark.Sent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClosingBenchmarkTest {

  private static final long START = EventTime.ofInstant(Readings.START);
  private static final int KINDS_AND_HALLS = 4 * 20;

  private static final ClosingBenchmark BENCHMARK = new ClosingBenchmark();

  @BeforeAll
  static void prepare() {
    BENCHMARK.prepare();
  }

  @Test
  void shouldCloseAMinuteAndFiveMinutesOfEachSensorEachTime() {
    BENCHMARK.minute();
    Sent sent = BENCHMARK.minute();

    assertThat(sent.windows).isEqualTo(2 * SENSORS);
    assertThat(sent.events).isEqualTo((1 + 5) * SENSORS);
    assertThat(sent.partials).isEqualTo(2 * KINDS_AND_HALLS);
    assertIsOfTheReadings(sent.last, "5m", 54, 59);
  }

  @Test
  void shouldCloseAnHourOfEachSensorEachTime() {
    BENCHMARK.hour();
    Sent sent = BENCHMARK.hour();

    assertThat(sent.windows).isEqualTo(SENSORS);
    assertThat(sent.events).isEqualTo(60 * SENSORS);
    assertThat(sent.partials).isEqualTo(KINDS_AND_HALLS);
    assertIsOfTheReadings(sent.last, "1h", 0, 60);
  }

  private static void assertIsOfTheReadings(
      WindowAggregate window, String type, int fromMinute, int toMinute) {
    SensorLoad load = Readings.of(SENSORS, Duration.ofMinutes(1));
    List<SensorEvent> readings =
        LongStream.range((long) fromMinute * SENSORS, (long) toMinute * SENSORS)
            .mapToObj(load::event)
            .filter(event -> event.sensorId().equals(window.sensorId()))
            .toList();
    assertThat(window.windowType()).isEqualTo(type);
    assertThat(window.windowStart()).isEqualTo(START + TimeUnit.MINUTES.toMicros(fromMinute));
    assertThat(window.windowEnd()).isEqualTo(START + TimeUnit.MINUTES.toMicros(toMinute));
    assertThat(window.summary().count()).isEqualTo(readings.size());
    assertThat(window.summary().avg())
        .isCloseTo(
            readings.stream().mapToDouble(SensorEvent::value).average().orElseThrow(),
            within(1e-9));
    assertThat(window.firstEventTime()).isEqualTo(readings.get(0).eventTime());
    assertThat(window.lastEventTime()).isEqualTo(readings.get(readings.size() - 1).eventTime());
  }
}
