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
