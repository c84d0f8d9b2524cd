package io.headwater.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.DetectionRule;
import io.headwater.model.Records;
import io.headwater.model.Severity;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionRuleJsonTest extends CodecContract<DetectionRule> {

  DetectionRuleJsonTest() {
    super(new DetectionRuleJson(), ContractSchema.DETECTION_RULE);
  }

  @Override
  @Provide
  Arbitrary<DetectionRule> records() {
    return Records.detectionRules();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "threshold','high':100      | THRESHOLD",
        "spike                      | SPIKE",
        "status                     | STATUS",
        "missing-data               | MISSING_DATA",
        "adaptive                   | ADAPTIVE"
      })
  void shouldTakeDefaultsForWhatIsLeftOut(String kind, String name) {
    String json = ("{'version':1,'kind':'" + kind + (kind.contains(":") ? "}" : "'}"));
    DetectionRule rule = read(json);
    assertThat(rule.enabled()).isTrue();
    assertThat(rule.subject()).isEqualTo(DetectionRule.Subject.ALL);
    assertThat(rule.check().kind().name()).isEqualTo(name);
  }

  @Test
  void shouldHaveTheDefaultsOfTheBuiltInRules() {
    assertThat(read("{'version':1,'kind':'spike'}").check())
        .isEqualTo(new DetectionRule.Spike(20, 0, 60_000_000, Severity.HIGH));
    assertThat(read("{'version':1,'kind':'missing-data'}").check())
        .isEqualTo(new DetectionRule.MissingData(300_000_000, Severity.HIGH));
    assertThat(read("{'version':1,'kind':'status'}").check())
        .isEqualTo(
            new DetectionRule.Status(
                Map.of("error", Severity.HIGH, "critical", Severity.CRITICAL)));
  }

  @Test
  void shouldHaveTheDefaultsOfTheAdaptiveRule() {
    assertThat(read("{'version':1,'kind':'adaptive'}").check())
        .isEqualTo(
            new DetectionRule.Adaptive(
                5, 0, 172_800_000_000L, 86_400_000_000L, null, Severity.HIGH));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'kind':'spike'}                                     | field version is missing",
        "{'version':1}                                        | field kind is missing",
        "{'version':0,'kind':'spike'}                         | field version must be at least 1",
        "{'version':1,'kind':'fancy'}                         | field kind has the unknown value",
        "{'version':1,'kind':'threshold'}                     | field low or high must be given",
        "{'version':1,'kind':'threshold','low':3,'high':2}    | field low is 3.0, which is above",
        "{'version':1,'kind':'threshold','low':'3'}           | field low must be a number",
        "{'version':1,'kind':'threshold','high':1e101}        | field high must be from",
        "{'version':1,'kind':'spike','rise_percent':0}        | field rise_percent must be from",
        "{'version':1,'kind':'spike','floor':-1}              | field floor must be from",
        "{'version':1,'kind':'spike','within_seconds':0.5}    | field within_seconds must be from 1",
        "{'version':1,'kind':'missing-data','after_seconds':1}| field after_seconds must be from 5",
        "{'version':1,'kind':'status','statuses':{}}          | field statuses must name at least",
        "{'version':1,'kind':'status','statuses':{'e':'bad'}} | field statuses.e has the unknown",
        "{'version':1,'kind':'adaptive','score_limit':0}      | field score_limit must be from 1",
        "{'version':1,'kind':'adaptive','floor':-1}           | field floor must be from 0",
        "{'version':1,'kind':'adaptive','season_seconds':1}   | field season_seconds must be from",
        "{'version':1,'kind':'spike','severity':'awful'}      | field severity has the unknown value"
      })
  void shouldRefuseWhatMakesNoSense(String json, String sentence) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(ContractViolation.class)
        .hasMessageContaining(sentence);
  }

  private DetectionRule read(String json) {
    return codec.decode(json.replace('\'', '"').getBytes(UTF_8));
  }
}
