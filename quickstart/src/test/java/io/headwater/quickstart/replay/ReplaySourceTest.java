package io.headwater.quickstart.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.EventTime;
import io.headwater.model.SensorEvent;
import io.headwater.model.json.SensorEventJson;
import io.headwater.quickstart.replay.ReplayOptions.Times;
import io.headwater.quickstart.source.SourceRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReplaySourceTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final OptionalDouble ONE_SAMPLE_A_SECOND = OptionalDouble.of(300);

  @Test
  void shouldSendRecordedTimesAtOnce() throws IOException {
    List<SourceRecord> sent = play(Times.RECORDED, OptionalDouble.empty());

    assertThat(sent).extracting(SourceRecord::dueNanos).containsOnly(0L);
    assertThat(sent.stream().map(ReplaySourceTest::event))
        .containsExactly(
            event("2013-12-02T21:15:00Z", 73.5),
            event("2013-12-02T21:20:00Z", 74),
            event("2013-12-02T21:10:00Z", 75),
            event("2013-12-02T21:30:00Z", 101));
    assertThat(sent).allMatch(each -> new String(each.key(), UTF_8).equals("oven-7"));
  }

  @Test
  void shouldPlayRecordedTimesAtAPace() throws IOException {
    List<SourceRecord> sent = play(Times.RECORDED, ONE_SAMPLE_A_SECOND);

    assertThat(sent)
        .extracting(each -> Duration.ofNanos(each.dueNanos()).toMillis())
        .as("a clock that was set back delays nothing")
        .containsExactly(0L, 1_000L, 1_000L, 3_000L);
    assertThat(event(sent.get(3))).isEqualTo(event("2013-12-02T21:30:00Z", 101));
  }

  @Test
  void shouldPlayAsIfItHappenedNow() throws IOException {
    List<SourceRecord> sent = play(Times.NOW, ONE_SAMPLE_A_SECOND);

    assertThat(sent.stream().map(ReplaySourceTest::event))
        .containsExactly(
            event("2026-03-01T12:00:00Z", 73.5),
            event("2026-03-01T12:00:01Z", 74),
            event("2026-03-01T11:59:59Z", 75),
            event("2026-03-01T12:00:03Z", 101));
    assertThat(play(Times.NOW, OptionalDouble.empty()).get(1).dueNanos())
        .isEqualTo(Duration.ofMinutes(5).toNanos());
  }

  @Test
  void shouldStopAtTheLimit() throws IOException {
    ReplaySource source =
        new ReplaySource(series(), options(Times.RECORDED, OptionalDouble.empty()), 0, 1);

    source.next();
    assertThat(source.hasNext()).isFalse();
  }

  @Test
  void shouldRefuseASpeedThatIsNone() {
    assertThatThrownBy(() -> options(Times.NOW, OptionalDouble.of(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--speed-up");
  }

  private static List<SourceRecord> play(Times times, OptionalDouble speedUp) throws IOException {
    List<SourceRecord> sent = new ArrayList<>();
    new ReplaySource(series(), options(times, speedUp), EventTime.ofInstant(NOW), Long.MAX_VALUE)
        .forEachRemaining(sent::add);
    return sent;
  }

  private static Series series() throws IOException {
    String csv =
        """
        timestamp,value
        2013-12-02 21:15:00,73.5
        2013-12-02 21:20:00,74
        2013-12-02 21:10:00,75
        2013-12-02 21:30:00,101
        """;
    return Series.read("series.csv", new BufferedReader(new StringReader(csv)));
  }

  private static ReplayOptions options(Times times, OptionalDouble speedUp) {
    return new ReplayOptions("oven-7", "temperature", "fahrenheit", "hall-2", times, speedUp);
  }

  private static SensorEvent event(SourceRecord each) {
    return new SensorEventJson().decode(each.value());
  }

  private static SensorEvent event(String time, double value) {
    return new SensorEvent(
        "oven-7",
        "temperature",
        EventTime.ofInstant(Instant.parse(time)),
        value,
        "fahrenheit",
        "hall-2",
        "normal",
        null);
  }
}
