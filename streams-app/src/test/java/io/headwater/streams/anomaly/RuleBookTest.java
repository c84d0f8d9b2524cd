package io.headwater.streams.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.DetectionRule;
import io.headwater.model.DetectionRule.Check;
import io.headwater.model.DetectionRule.Subject;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorReference;
import io.headwater.model.SensorReference.Limits;
import io.headwater.model.Severity;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rules hold for the sensor s-1, a thermometer in the boiler house. */
class RuleBookTest {

  private static final Check ABOVE_50 = above(50);
  private static final EnrichedEvent EVENT = Readings.temperature(70, "fahrenheit");

  @Test
  void shouldHoldTheBuiltInRulesWhenThereAreNoOthers() {
    assertThat(held(RuleBook.builtIn(), EVENT))
        .containsExactly("threshold", "spike", "status", "missing-data");
    assertThat(held(RuleBook.builtIn(), Readings.status("normal")))
        .containsExactly("spike", "status", "missing-data");
    assertThat(RuleBook.builtIn().rules()).extracting(NamedRule::version).containsOnly(0);
  }

  @Test
  void shouldHoldOnlyTheMostSpecificRulesOfAKind() {
    NamedRule ofType = rule("of-type", new Subject("temperature", null, null), ABOVE_50);
    NamedRule ofAll = rule("of-all", Subject.ALL, ABOVE_50);
    NamedRule ofPlace = rule("of-place", new Subject(null, "boiler-house", null), ABOVE_50);
    NamedRule ofBoth = rule("of-both", new Subject("temperature", "boiler-house", null), ABOVE_50);
    NamedRule ofSensor = rule("of-sensor", new Subject(null, null, "s-1"), ABOVE_50);
    NamedRule elsewhere = rule("elsewhere", new Subject(null, "yard", "s-1"), ABOVE_50);

    assertThat(thresholds(EVENT, ofAll)).containsExactly("threshold");
    assertThat(thresholds(EVENT, ofAll, ofType)).containsExactly("of-type", "threshold");
    assertThat(thresholds(EVENT, ofType, ofPlace)).containsExactly("of-place");
    assertThat(thresholds(EVENT, ofPlace, ofBoth)).containsExactly("of-both");
    assertThat(thresholds(EVENT, ofBoth, ofSensor)).containsExactly("of-sensor");
    assertThat(thresholds(EVENT, ofSensor, elsewhere)).containsExactly("of-sensor");
    assertThat(thresholds(Readings.status("normal"), ofType)).isEmpty();
  }

  @Test
  void shouldPutARuleInThePlaceOfTheBuiltInOneOfThatName() {
    RuleBook book = RuleBook.of(List.of(rule("threshold", Subject.ALL, ABOVE_50)));

    assertThat(held(book, Readings.status("normal")))
        .containsExactly("threshold", "spike", "status", "missing-data");
    assertThat(book.rules().get(0).version()).isEqualTo(7);
  }

  @Test
  void shouldHoldNoRuleThatIsSwitchedOffNorLetItHideAnother() {
    NamedRule off =
        NamedRule.of("off", new DetectionRule(1, false, new Subject(null, null, "s-1"), ABOVE_50));
    NamedRule spikeOff =
        NamedRule.of(
            "spike",
            new DetectionRule(
                1, false, Subject.ALL, new DetectionRule.Spike(20, 0, 60_000_000, Severity.HIGH)));

    RuleBook book = RuleBook.of(List.of(off, spikeOff));

    assertThat(held(book, EVENT)).containsExactly("threshold", "status", "missing-data");
    assertThat(book.rules()).extracting(NamedRule::id).contains("off", "spike");
  }

  @Test
  void shouldTakeASensorsOwnLimitsForAsSpecificAsARuleAboutTheSensor() {
    EnrichedEvent own =
        Readings.reading(
            "pressure",
            3,
            "bar",
            new SensorReference(null, null, null, null, null, new Limits(null, 2.0, "bar"), null));
    NamedRule ofPlace = rule("of-place", new Subject(null, "boiler-house", null), ABOVE_50);
    NamedRule ofSensor = rule("of-sensor", new Subject(null, null, "s-1"), ABOVE_50);

    assertThat(thresholds(own)).containsExactly("threshold");
    assertThat(thresholds(own, ofPlace)).containsExactly("threshold");
    assertThat(thresholds(own, ofSensor)).containsExactly("of-sensor", "threshold");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Threshold", "a b", "ü", "a/b", "a:b"})
  void shouldRefuseAnIdThatIsNone(String id) {
    assertThatThrownBy(() -> rule(id, Subject.ALL, ABOVE_50))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 64 characters");
    assertThatThrownBy(() -> rule("a".repeat(65), Subject.ALL, ABOVE_50))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseAnotherKindOfRuleInThePlaceOfABuiltInOne() {
    assertThatThrownBy(() -> rule("spike", Subject.ALL, ABOVE_50))
        .hasMessage(
            "spike is the id of a built-in rule of the kind spike, so it cannot be of the kind threshold");
  }

  @Test
  void shouldTakeTheStatusesThatTheRuleNames() {
    Rules rule = Rules.only(new DetectionRule.Status(Map.of("leak", Severity.CRITICAL)));

    assertThat(rule.findings(Readings.status("LEAK")).orElseThrow().severity())
        .isEqualTo(Severity.CRITICAL);
    assertThat(rule.findings(Readings.status("error"))).isEmpty();
  }

  private static List<String> thresholds(EnrichedEvent event, NamedRule... rules) {
    return held(RuleBook.of(List.of(rules)), event).stream()
        .filter(id -> !List.of("spike", "status", "missing-data").contains(id))
        .toList();
  }

  private static List<String> held(RuleBook book, EnrichedEvent event) {
    HeldRules held = book.heldAgainst(event);
    return Stream.<Rule>concat(held.ofEvents().stream(), held.ofSilences().stream())
        .map(rule -> rule.named().id())
        .toList();
  }

  private static NamedRule rule(String id, Subject subject, Check check) {
    return NamedRule.of(id, new DetectionRule(7, true, subject, check));
  }

  private static Check above(double limit) {
    return new DetectionRule.Threshold(new Limits(null, limit, "fahrenheit"), Severity.HIGH);
  }
}
