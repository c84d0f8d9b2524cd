package io.headwater.quickstart.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.DetectionRule;
import io.headwater.model.DetectionRule.Adaptive;
import io.headwater.model.DetectionRule.Check;
import io.headwater.model.DetectionRule.Subject;
import io.headwater.model.DetectionRule.Threshold;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.Origin;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference;
import io.headwater.model.SensorReference.Limits;
import io.headwater.model.Severity;
import io.headwater.streams.anomaly.Detection;
import io.headwater.streams.anomaly.NamedRule;
import io.headwater.streams.anomaly.RuleBook;
import io.headwater.streams.time.TimedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What the adaptive rule finds in the temperature of a machine that failed: the table in
 * docs/adaptive.md is what it says here.
 */
class AdaptiveOnMachineTemperatureTest {

  private static final Path PAGE = Path.of("..", "docs", "adaptive.md");

  private static final long MINUTE = 60_000_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private static final List<Sample> SAMPLES = Series.read("machine-temperature").samples();

  /**
   * What a rule found.
   *
   * @param anomalies the times of the samples that broke it
   */
  private record Found(Set<Long> anomalies) {

    /** When the stage of alerts opens one, if it resolves them that long after an anomaly. */
    List<Long> alerts(long resolveAfter) {
      List<Long> opened = new ArrayList<>();
      OptionalLong last = OptionalLong.empty();
      for (Sample sample : SAMPLES) {
        if (anomalies.contains(sample.time())) {
          if (last.isEmpty()) {
            opened.add(sample.time());
          }
          last = OptionalLong.of(sample.time());
        } else if (last.isPresent() && sample.time() - last.getAsLong() >= resolveAfter) {
          last = OptionalLong.empty();
        }
      }
      return opened;
    }

    long inWindows() {
      return anomalies.stream().filter(Labelled::anyHolds).count();
    }

    /** How long after the window began its first alert was opened. */
    Optional<Long> delay(Labelled window) {
      return alerts(MINUTE).stream()
          .filter(window::holds)
          .map(opened -> opened - window.from())
          .findFirst();
    }

    long falseAlerts(long resolveAfter) {
      return alerts(resolveAfter).stream().filter(opened -> !Labelled.anyHolds(opened)).count();
    }
  }

  @Test
  void shouldFindWhatTheDocsSay() throws IOException {
    List<String> table = new ArrayList<>();
    table.add(
        row(
            "fixed limits, 32 to 100",
            find(new Threshold(new Limits(32.0, 100.0, "fahrenheit"), Severity.HIGH))));
    for (int days : List.of(1, 2, 4, 7)) {
      for (double limit : List.of(4.0, 5.0, 6.0)) {
        table.add(
            row("half-life %d d, limit %.0f".formatted(days, limit), find(days, limit, null)));
      }
    }
    for (int days : List.of(2, 4)) {
      for (double limit : List.of(4.0, 5.0, 6.0)) {
        table.add(
            row(
                "half-life %d d, limit %.0f, season 1 d".formatted(days, limit),
                find(days, limit, DAY)));
      }
    }
    assertThat(Files.readString(PAGE))
        .as("the table in the docs, which should be%n%s", String.join("\n", table))
        .contains(String.join("\n", table));
  }

  @Test
  void shouldAnnounceTwoOfFourFailuresWithoutAFalseAlarmByDefault() {
    Found found = find(2, 5, null);

    assertThat(found.falseAlerts(MINUTE)).isZero();
    assertThat(Labelled.WINDOWS.stream().map(window -> found.delay(window).isPresent()))
        .containsExactly(false, true, false, true);
  }

  private static Found find(int days, double limit, @Nullable Long season) {
    return find(new Adaptive(limit, 0, days * DAY, DAY, season, Severity.HIGH));
  }

  private static Found find(Check check) {
    String id = "tried";
    Detection detection =
        Detection.inMemory(
            RuleBook.of(
                List.of(
                    NamedRule.of(
                        id, new DetectionRule(1, true, new Subject(null, null, "m"), check)))),
            Duration.ofSeconds(10),
            silence -> {});
    Set<Long> times = new HashSet<>();
    for (int index = 0; index < SAMPLES.size(); index++) {
      Sample sample = SAMPLES.get(index);
      if (detection.check(timed(sample, index)).stream()
          .anyMatch(anomaly -> anomaly.ruleId().equals(id))) {
        times.add(sample.time());
      }
    }
    return new Found(times);
  }

  private static TimedEvent timed(Sample sample, long offset) {
    long watermark = sample.time() - 10_000_000;
    return new TimedEvent(event(sample, offset), watermark, watermark);
  }

  private static EnrichedEvent event(Sample sample, long offset) {
    return new EnrichedEvent(
        new SensorEvent(
            "m",
            "temperature",
            sample.time(),
            sample.value(),
            "fahrenheit",
            "hall",
            "normal",
            null),
        SensorReference.UNKNOWN,
        List.of(),
        false,
        new Origin("sensor-events", 0, offset));
  }

  private static String row(String rule, Found found) {
    String delays =
        Labelled.WINDOWS.stream()
            .map(window -> found.delay(window).map(AdaptiveOnMachineTemperatureTest::hours))
            .map(delay -> delay.orElse("–"))
            .collect(Collectors.joining(" | "));
    return "| %s | %d | %d | %s | %d | %d | %d | %d |"
        .formatted(
            rule,
            found.anomalies().size(),
            found.inWindows(),
            delays,
            found.alerts(MINUTE).size(),
            found.falseAlerts(MINUTE),
            found.alerts(HOUR).size(),
            found.falseAlerts(HOUR));
  }

  private static String hours(long micros) {
    return String.format(Locale.ROOT, "%.1f h", (double) micros / HOUR);
  }
}
