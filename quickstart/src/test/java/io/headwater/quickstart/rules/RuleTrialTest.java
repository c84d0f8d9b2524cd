package io.headwater.quickstart.rules;

import static io.headwater.quickstart.rules.Recorded.micros;
import static io.headwater.quickstart.rules.Recorded.reading;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.json.DetectionRuleJson;
import io.headwater.quickstart.rules.TrialReport.OfRule;
import io.headwater.quickstart.rules.TrialReport.OfSensor;
import io.headwater.streams.anomaly.NamedRule;
import io.headwater.streams.anomaly.RuleBook;
import io.headwater.streams.config.TimeSettings;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTrialTest {

  private static final TimeRange HOUR =
      new TimeRange(micros("2026-03-01T06:00:00Z"), micros("2026-03-01T07:00:00Z"));

  @Test
  void shouldCompareHowOftenARuleFiresWithHowOftenItWould() {
    // Given the built-in limit of 100 °F, and one of 94 °F that is tried in its place
    RuleTrial trial =
        trial(
            "threshold",
            "{\"version\":1,\"kind\":\"threshold\",\"device_type\":\"temperature\",\"high\":94,\"unit\":\"fahrenheit\"}");

    // When two sensors send
    trial.accept(reading("a", "2026-03-01T06:10:00Z", 90, 0));
    trial.accept(reading("a", "2026-03-01T06:20:00Z", 95, 1));
    trial.accept(reading("b", "2026-03-01T06:20:00Z", 99, 2));
    trial.accept(reading("a", "2026-03-01T06:30:00Z", 101, 3));

    // Then
    TrialReport report = finished(trial).report("a test", 10);
    assertThat(report.events()).isEqualTo(4);
    assertThat(report.sensors()).isEqualTo(2);
    assertThat(report.rules()).containsExactly(new OfRule("threshold", 1, 1, 3, 2));
    assertThat(report.top())
        .containsExactly(
            new OfSensor("a", 1, 2, "2026-03-01T06:20:00Z", "2026-03-01T06:30:00Z"),
            new OfSensor("b", 0, 1, "2026-03-01T06:20:00Z", "2026-03-01T06:20:00Z"));
    assertThat(trial.report("a test", 1).top()).extracting(OfSensor::id).containsExactly("a");
  }

  @Test
  void shouldTellWhichOtherRuleFiresLessBecauseOfIt() {
    // Given a rule for hall 1 that is more specific than the built-in one
    RuleTrial trial =
        trial(
            "hall-1-heat",
            "{\"version\":1,\"kind\":\"threshold\",\"location\":\"hall-1\",\"high\":120}");

    // When it is hotter than the one allows, and not than the other
    trial.accept(reading("a", "2026-03-01T06:10:00Z", 110, 0));
    trial.accept(reading("a", "2026-03-01T06:20:00Z", 121, 1));

    // Then
    assertThat(finished(trial).report("a test", 10).rules())
        .containsExactly(
            new OfRule("hall-1-heat", 0, 0, 1, 1), new OfRule("threshold", 2, 1, 0, 0));
  }

  @Test
  void shouldOnlyCountWhatIsInTheTimeButRememberWhatWasBefore() {
    RuleTrial trial = trial("spike", "{\"version\":1,\"kind\":\"spike\",\"rise_percent\":10}");

    // Given a rise before the hour, whose base is also that of one in the hour
    trial.accept(reading("a", "2026-03-01T05:59:30Z", 50, 0));
    trial.accept(reading("a", "2026-03-01T05:59:40Z", 60, 1));
    trial.accept(reading("a", "2026-03-01T06:00:10Z", 57, 2));
    // and one at its end, which does not belong to it
    trial.accept(reading("a", "2026-03-01T06:59:59Z", 50, 3));
    trial.accept(reading("a", "2026-03-01T07:00:00Z", 60, 4));

    TrialReport report = finished(trial).report("a test", 10);
    assertThat(report.events()).isEqualTo(2);
    assertThat(report.rules()).containsExactly(new OfRule("spike", 0, 0, 1, 1));
  }

  @Test
  void shouldFindSilencesAsThePartitionsTimeGoesOn() {
    // Given silences of two minutes that are tried, where five are in force
    RuleTrial trial =
        trial("missing-data", "{\"version\":1,\"kind\":\"missing-data\",\"after_seconds\":120}");

    // When one sensor sends for ten minutes, one is silent for three of them, and one for all
    trial.accept(reading("brief", "2026-03-01T06:00:00Z", 70, 0));
    trial.accept(reading("gone", "2026-03-01T06:00:00Z", 70, 1));
    for (int i = 1; i <= 60; i++) {
      String time = "2026-03-01T06:%02d:%02dZ".formatted(i / 6, i % 6 * 10);
      trial.accept(reading("steady", time, 70, 1 + 2 * i));
      if (i >= 18) {
        trial.accept(reading("brief", time, 70, 2 + 2 * i));
      }
    }

    // Then both silences count, and one now
    trial.finish(Extent.until(Instant.parse("2026-03-01T06:10:00Z")));
    TrialReport report = trial.report("a test", 10);
    assertThat(report.rules()).containsExactly(new OfRule("missing-data", 1, 1, 2, 2));
    assertThat(report.top()).extracting(OfSensor::id).containsExactly("brief", "gone");
  }

  @Test
  void shouldSayItToPeopleAndToPrograms() {
    RuleTrial trial =
        trial("boiler", "{\"version\":1,\"kind\":\"threshold\",\"sensor_id\":\"a\",\"high\":94}");
    trial.accept(reading("a", "2026-03-01T06:20:00Z", 95, 1));

    TrialReport report = finished(trial).report("the table", 10);

    assertThat(report.text())
        .isEqualToNormalizingNewlines(
            """
            1 event of 1 sensor from 2026-03-01T06:00:00Z until 2026-03-01T07:00:00Z, in the table; nothing was written.

            ANOMALIES OF  NOW  ON SENSORS  TRIED  ON SENSORS
            boiler        0    0           1      1

            SENSOR  NOW  TRIED  FIRST                 LAST
            a       0    1      2026-03-01T06:20:00Z  2026-03-01T06:20:00Z\
            """);
    assertThat(report.json())
        .isEqualTo(
            "{\"rule_id\":\"boiler\",\"source\":\"the table\",\"from\":\"2026-03-01T06:00:00Z\","
                + "\"to\":\"2026-03-01T07:00:00Z\",\"events\":1,\"sensors\":1,\"notes\":[],\"rules\":["
                + "{\"rule_id\":\"boiler\",\"anomalies_now\":0,\"sensors_now\":0,"
                + "\"anomalies_tried\":1,\"sensors_tried\":1}],\"top_sensors\":["
                + "{\"sensor_id\":\"a\",\"anomalies_now\":0,\"anomalies_tried\":1,"
                + "\"first\":\"2026-03-01T06:20:00Z\",\"last\":\"2026-03-01T06:20:00Z\"}]}");
  }

  @Test
  void shouldSayWhatMakesLessOfTheFigures() {
    // Given a rule about a place where nobody is, and a source that has less than was asked for
    RuleTrial trial =
        trial("hall", "{\"version\":1,\"kind\":\"threshold\",\"location\":\"hal-1\",\"high\":94}");
    trial.accept(reading("a", "2026-03-01T06:20:00Z", 95, 1));
    trial.finish(new Extent(Instant.parse("2026-03-01T06:30:00Z"), List.of("It began late.")));

    assertThat(trial.report("the table", 10).notes())
        .containsExactly(
            "It began late.",
            "What was sent after 2026-03-01T06:30:00Z is not recorded yet.",
            "None of these events is one the rule is about: location hal-1.");
    assertThat(trial.report("the table", 10).text())
        .containsSubsequence(
            "nothing was written.", "It began late.", "location hal-1.", "ANOMALIES OF");
  }

  private static RuleTrial finished(RuleTrial trial) {
    trial.finish(Extent.until(Instant.parse("2026-03-01T07:00:00Z")));
    return trial;
  }

  private static RuleTrial trial(String id, String json) {
    List<NamedRule> inForce = RuleBook.builtIn().rules();
    NamedRule rule = NamedRule.of(id, new DetectionRuleJson().decode(json.getBytes(UTF_8)));
    return new RuleTrial(inForce, rule, HOUR, ReplayOrder.AS_READ, TimeSettings.defaults());
  }
}
