package io.headwater.streams.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.DetectionRule;
import io.headwater.model.DetectionRule.Check;
import io.headwater.model.DetectionRule.Subject;
import io.headwater.model.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept of sensors when rules come and go. */
class SensorRevisionTest {

  private static final Check SPIKE = new DetectionRule.Spike(50, 0, 120_000_000, Severity.HIGH);
  private static final Check STATUS = new DetectionRule.Status(Map.of("error", Severity.HIGH));
  private static final Check LONG_SILENCE =
      new DetectionRule.MissingData(3_600_000_000L, Severity.HIGH);

  /** A stream that never had another rule than the built-in ones. */
  private final Watch plain = new Watch();

  private final Watch watch = new Watch();

  @Test
  void shouldForgetWhatARuleRememberedThatIsGone() {
    // Given sensors that two rules remember values of, one of which sends no more
    watch.setRules(rule("mine", Subject.ALL, SPIKE));
    bothSend();
    assertThat(watch.kept()).isGreaterThan(plain.kept());
    // When one of the rules is withdrawn
    watch.setRules();
    goOn();
    // Then it is as if there had never been one
    assertThat(watch.kept()).isEqualTo(plain.kept());
  }

  @Test
  void shouldForgetItAfterARestartInTheMiddle() {
    watch.setRules(rule("mine", Subject.ALL, SPIKE));
    bothSend();
    watch.setRules();
    watch.goOn(1);
    watch.restart();
    plain.restart();
    goOn();
    assertThat(watch.kept()).isEqualTo(plain.kept());
  }

  @Test
  void shouldForgetWhatIsNoLongerItsBusiness() {
    watch.setRules(rule("mine", Subject.ALL, SPIKE));
    bothSend();
    watch.setRules(rule("mine", new Subject(null, null, "another"), SPIKE));
    goOn();
    assertThat(watch.kept()).isEqualTo(plain.kept());
  }

  @Test
  void shouldForgetWhatItRememberedAsARuleOfAnotherKind() {
    watch.setRules(rule("mine", Subject.ALL, SPIKE));
    bothSend();
    watch.setRules(rule("mine", Subject.ALL, STATUS));
    goOn();
    assertThat(watch.kept()).isEqualTo(plain.kept());
  }

  @Test
  void shouldForgetNothingWhenOtherRulesChange() {
    bothSend();
    watch.setRules(rule("mine", Subject.ALL, STATUS));
    goOn();
    assertThat(watch.kept()).isEqualTo(plain.kept());
  }

  @Test
  void shouldForgetNothingOfASensorThatSendsFromTwoPlacesInTurn() {
    // Given a rule about one of the places, and a sensor that sent last from the other
    NamedRule mine = rule("mine", new Subject(null, "hall", null), SPIKE);
    watch.setRules(mine);
    watch.beat("a", 0, 100);
    watch.eventFromElsewhere("a", 101);
    watch.commit();
    int kept = watch.kept();
    // When a rule comes that is not about that
    watch.setRules(mine, rule("long", Subject.ALL, LONG_SILENCE));
    watch.goOn(Integer.MAX_VALUE);
    watch.commit();
    // Then what was learnt at the one place is still known
    assertThat(watch.kept()).isEqualTo(kept);
  }

  private void bothSend() {
    for (Watch each : new Watch[] {plain, watch}) {
      each.beat("a", 0, 100);
      each.beat("b", 0, 100);
      each.commit();
    }
  }

  /** One of the two sends once more. */
  private void goOn() {
    for (Watch each : new Watch[] {plain, watch}) {
      each.event("b", 101);
      each.commit();
    }
  }

  private static NamedRule rule(String id, Subject subject, Check check) {
    return NamedRule.of(id, new DetectionRule(1, true, subject, check));
  }
}
