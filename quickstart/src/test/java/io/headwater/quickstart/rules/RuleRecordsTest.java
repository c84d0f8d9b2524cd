package io.headwater.quickstart.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.quickstart.rules.RuleRecords.Source;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class RuleRecordsTest {

  private final RuleRecords records = new RuleRecords();

  @Test
  void shouldHaveTheBuiltInRulesWhenTheTopicIsEmpty() {
    assertThat(records.inForce())
        .extracting(entry -> entry.rule().id(), entry -> entry.rule().version())
        .containsExactly(
            Tuple.tuple("missing-data", 0),
            Tuple.tuple("spike", 0),
            Tuple.tuple("status", 0),
            Tuple.tuple("threshold", 0));
    assertThat(records.inForce()).allMatch(entry -> entry.source() == Source.BUILT_IN);
    assertThat(records.nextVersion("spike")).isEqualTo(1);
  }

  @Test
  void shouldPutTheTopicsRulesOverTheBuiltInOnes() {
    put("spike", "{\"version\":3,\"kind\":\"spike\",\"rise_percent\":30}");
    put("boiler-limit", "{\"version\":1,\"kind\":\"threshold\",\"sensor_id\":\"b-1\",\"high\":5}");

    assertThat(records.inForce()).hasSize(5);
    assertThat(records.inForce("spike").orElseThrow())
        .satisfies(
            entry -> {
              assertThat(entry.rule().version()).isEqualTo(3);
              assertThat(entry.source()).isEqualTo(Source.TOPIC);
            });
    assertThat(records.nextVersion("spike")).isEqualTo(4);
  }

  @Test
  void shouldKeepTheLastGoodRuleWhenAMalformedOneFollows() {
    put("spike", "{\"version\":3,\"kind\":\"spike\",\"rise_percent\":30}");

    put("spike", "{\"version\":4,\"kind\":\"spike\",\"rise_percent\":-1}");
    put("Spike!", "{\"version\":1,\"kind\":\"spike\"}");

    assertThat(records.inForce("spike").orElseThrow().rule().version()).isEqualTo(3);
    assertThat(records.refused())
        .hasSize(2)
        .anyMatch(each -> each.startsWith("the record of spike: field rise_percent"))
        .anyMatch(each -> each.startsWith("the record of Spike!: the id"));
  }

  @Test
  void shouldBringTheBuiltInRuleBackWhenATombstoneFollows() {
    put("spike", "{\"version\":3,\"kind\":\"spike\",\"rise_percent\":30}");

    records.add("spike", null);

    assertThat(records.inForce("spike").orElseThrow().source()).isEqualTo(Source.BUILT_IN);
    // but no other rule is ever called version 3
    assertThat(records.nextVersion("spike")).isEqualTo(4);
  }

  private void put(String id, String json) {
    records.add(id, json.getBytes(UTF_8));
  }
}
