package io.headwater.quickstart.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuleListTest {

  private final RuleRecords records = new RuleRecords();

  @Test
  void shouldSayInATableWhatEachRuleLooksFor() {
    records.add(
        "spike",
        "{\"version\":2,\"enabled\":false,\"kind\":\"spike\",\"location\":\"hall-1\",\"floor\":1.5}"
            .getBytes(UTF_8));

    assertThat(new RuleList(records.inForce()).text())
        .isEqualToNormalizingNewlines(
            """
            RULE          VERSION  KIND          ABOUT             LOOKS FOR                                                 SEVERITY  ENABLED  FROM
            missing-data  0        missing-data  all               silent for 5 min                                          high      yes      built-in
            spike         2        spike         location hall-1   rises by more than 20 % and by at least 1.5 within 1 min  high      no       topic
            status        0        status        all               status critical (critical), error (high)                  -         yes      built-in
            threshold     0        threshold     type temperature  below 32 or above 100 fahrenheit                          high      yes      built-in\
            """);
  }

  @Test
  void shouldSayWhatAnAdaptiveRuleLooksFor() {
    records.add("own", "{\"version\":1,\"kind\":\"adaptive\"}".getBytes(UTF_8));
    records.add(
        "own-day",
        "{\"version\":1,\"kind\":\"adaptive\",\"floor\":0.2,\"season_seconds\":86400}"
            .getBytes(UTF_8));

    assertThat(new RuleList(records.inForce()).text())
        .contains("more than 5 deviations off its own; half-life 48 h, warm-up 24 h ")
        .contains(
            "more than 5 deviations and by more than 0.2 off its own; half-life 48 h, warm-up 24 h, season 24 h ");
  }

  @Test
  void shouldBeOneJsonArrayForPrograms() {
    String json = new RuleList(records.inForce()).json();

    assertThat(json)
        .startsWith(
            "[{\"id\":\"missing-data\",\"source\":\"built-in\",\"rule\":{\"version\":0,\"enabled\":true,\"kind\":\"missing-data\",")
        .contains("\"statuses\":{\"critical\":\"critical\",\"error\":\"high\"}")
        .endsWith("}}]");
    assertThat(json.lines()).hasSize(1);
  }
}
