package io.headwater.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.Alert;
import io.headwater.model.Severity;
import io.headwater.model.settings.Secret;
import io.headwater.streams.config.WebhookSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WantedAlertsTest {

  /** Of the rule threshold, high, in hall-3. */
  private static final Alert ALERT = Alerts.change("press-07", 0);

  @Test
  void shouldWantAllByDefaultButThoseALocationsAlertStandsFor() {
    assertThat(wanted(null, null, null).contain(ALERT)).isTrue();
    assertThat(wanted(null, null, null).contain(Alerts.rolledUp("press-07", "storm"))).isFalse();
  }

  @Test
  void shouldWantThoseOfTheNamedRulesAndLocationsOnly() {
    assertThat(wanted(List.of("spike", "threshold"), null, null).contain(ALERT)).isTrue();
    assertThat(wanted(List.of("spike"), null, null).contain(ALERT)).isFalse();
    assertThat(wanted(null, null, List.of("hall-3")).contain(ALERT)).isTrue();
    assertThat(wanted(null, null, List.of("hall-4")).contain(ALERT)).isFalse();
  }

  @Test
  void shouldWantThoseThatAreBadEnough() {
    assertThat(wanted(null, Severity.MEDIUM, null).contain(ALERT)).isTrue();
    assertThat(wanted(null, Severity.HIGH, null).contain(ALERT)).isTrue();
    assertThat(wanted(null, Severity.CRITICAL, null).contain(ALERT)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void shouldWantTheEndsOfThoseWhoseBeginningsItWanted(Severity minSeverity) {
    WantedAlerts wanted = wanted(List.of("threshold"), minSeverity, List.of("hall-3"));
    for (Severity first : Severity.values()) {
      for (Severity worst : Severity.values()) {
        // An alert becomes worse, never better, and stays what it is else
        if (worst.compareTo(first) >= 0 && wanted.contain(Alerts.change("press-07", 0, first))) {
          assertThat(wanted.contain(Alerts.change("press-07", 1, worst))).isTrue();
        }
      }
    }
  }

  private static WantedAlerts wanted(
      List<String> rules, Severity minSeverity, List<String> locations) {
    return new WantedAlerts(
        new WebhookSettings(
            "ops",
            Secret.of("https://example.invalid"),
            rules,
            minSeverity,
            locations,
            null,
            null,
            null));
  }
}
