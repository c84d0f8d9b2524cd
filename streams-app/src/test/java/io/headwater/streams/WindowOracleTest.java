package io.headwater.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorEvent;
import io.headwater.model.WindowAggregate;
import io.headwater.streams.config.StreamsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/**
 * The stream's one-minute windows against the rules said naively: keep every event, and at its
 * reading ask whether the highest event time before it, less ten seconds, has reached its minute's
 * end.
 */
class WindowOracleTest {

  private static final Instant BEGIN = Instant.parse("2026-03-01T11:00:00Z");
  private static final long MINUTE = 60_000_000;
  private static final long DELAY = 10_000_000;

  /** An event: which sensor, when in event time, and what. */
  record Reading(String sensorId, long afterBegin, double value, String unit) {
    SensorEvent event() {
      return Events.event(sensorId, "pressure", BEGIN.plusNanos(afterBegin * 1_000), value, unit);
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void shouldGiveTheWindowsOfANaiveModel(
      @ForAll("readings") List<Reading> readings, @ForAll int restart) throws IOException {
    Path state = Files.createTempDirectory("windows");
    List<WindowAggregate> windows = new ArrayList<>();
    List<Boolean> late = new ArrayList<>();
    try (StreamDriver stream = new StreamDriver(state, StreamsSettings.defaults())) {
      int restartAt = Math.floorMod(restart, readings.size());
      for (int i = 0; i < readings.size(); i++) {
        if (i == restartAt) {
          stream.restart();
        }
        stream.send(Events.sent(readings.get(i).event()));
        windows.addAll(stream.minutes());
        stream.enriched().stream().map(EnrichedEvent::late).forEach(late::add);
      }
      assertThat(windows)
          .as("none before its time")
          .allMatch(w -> w.windowEnd() <= highest(readings) - DELAY);
      stream.passQuietly(Duration.ofSeconds(31 + 70));
      windows.addAll(stream.minutes());
    } finally {
      delete(state);
    }

    Model model = new Model(readings);
    assertThat(late).isEqualTo(model.late);
    assertThat(windows).hasSameSizeAs(model.windows.keySet());
    for (WindowAggregate window : windows) {
      String key = key(window.windowStart(), window.sensorId(), window.unit());
      model.requireEqual(window, model.windows.get(key));
    }
  }

  private static String key(long start, String sensorId, String unit) {
    return start + "|" + sensorId + "|" + unit;
  }

  private static long highest(List<Reading> readings) {
    return readings.stream().mapToLong(reading -> reading.event().eventTime()).max().orElseThrow();
  }

  private static final class Model {
    private final List<Boolean> late = new ArrayList<>();
    private final Map<String, List<SensorEvent>> windows = new TreeMap<>();

    Model(List<Reading> readings) {
      long watermark = Long.MIN_VALUE;
      for (Reading reading : readings) {
        SensorEvent event = reading.event();
        long start = event.eventTime() - event.eventTime() % MINUTE;
        late.add(watermark >= start + MINUTE);
        if (watermark < start + MINUTE) {
          windows
              .computeIfAbsent(key(start, event.sensorId(), event.unit()), k -> new ArrayList<>())
              .add(event);
        }
        watermark = Math.max(watermark, event.eventTime() - DELAY);
      }
    }

    void requireEqual(WindowAggregate window, List<SensorEvent> events) {
      assertThat(events).isNotNull();
      double sum = events.stream().mapToDouble(SensorEvent::value).sum();
      double mean = sum / events.size();
      double variance =
          events.stream().mapToDouble(e -> Math.pow(e.value() - mean, 2)).sum() / events.size();
      assertThat(window.summary().count()).isEqualTo(events.size());
      assertThat(window.summary().sum()).isCloseTo(sum, within(1e-6));
      assertThat(window.summary().stddev()).isCloseTo(Math.sqrt(variance), within(1e-6));
      assertThat(window.summary().min())
          .isEqualTo(events.stream().mapToDouble(SensorEvent::value).min().orElseThrow());
      assertThat(window.summary().max())
          .isEqualTo(events.stream().mapToDouble(SensorEvent::value).max().orElseThrow());
      assertThat(window.firstEventTime())
          .isEqualTo(events.stream().mapToLong(SensorEvent::eventTime).min().orElseThrow());
      assertThat(window.lastEventTime())
          .isEqualTo(events.stream().mapToLong(SensorEvent::eventTime).max().orElseThrow());
    }
  }

  /** Time goes on by jumps of up to three minutes, and each event is up to two minutes late. */
  @Provide
  Arbitrary<List<Reading>> readings() {
    Arbitrary<Long> jumps =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.longs().between(0, 5_000_000)),
            Tuple.of(2, Arbitraries.longs().between(0, 180_000_000)),
            Tuple.of(1, Arbitraries.of(10_000_000L, 60_000_000L, 70_000_000L)));
    Arbitrary<Long> delays =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.just(0L)),
            Tuple.of(3, Arbitraries.longs().between(0, 20_000_000)),
            Tuple.of(1, Arbitraries.longs().between(0, 120_000_000)));
    return Combinators.combine(
            jumps,
            delays,
            Arbitraries.of("p-1", "p-2", "p-3"),
            Arbitraries.doubles().between(-1_000, 1_000).ofScale(3),
            Arbitraries.of("bar", "", "kPa"))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60)
        .map(WindowOracleTest::walk);
  }

  record Step(long jump, long delay, String sensorId, double value, String unit) {}

  private static List<Reading> walk(List<Step> steps) {
    List<Reading> readings = new ArrayList<>();
    long now = 0;
    for (Step step : steps) {
      // the driver's wall clock stands an hour later, and must not clamp anything
      now = Math.min(now + step.jump(), 3_500_000_000L);
      readings.add(new Reading(step.sensorId(), now - step.delay(), step.value(), step.unit()));
    }
    return readings;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
