package io.headwater.quickstart.doctor.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Level;
import io.headwater.streams.config.TimeSettings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockCheckTest {

  private static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");

  private final ClockReadings readings = new ClockReadings();

  @ParameterizedTest
  @CsvSource({
    "0, OK, agrees with this machine",
    "1500, OK, 1.4 s to 1.5 s ahead of this machine",
    "30000, WARN, windows close so much late",
    "-30000, WARN, a device whose clock is fast is believed",
    "600000, FAIL, 600.0 s ahead",
    "-600000, FAIL, 600.1 s behind"
  })
  void shouldJudgeHowFarTheClocksAreApartForCertain(long aheadMillis, Level level, String seen) {
    Instant shown = NOW.plusMillis(aheadMillis);
    readings.add(ClockReading.of("the broker", shown, shown, NOW, NOW.plusMillis(60)));

    Finding finding = look();

    assertThat(finding.level()).isEqualTo(level);
    assertThat(finding.what()).startsWith("the broker").contains(seen);
  }

  @Test
  void shouldBelieveNothingThatTheReadingLeavesOpen() {
    // a question that took ten seconds
    readings.add(ClockReading.of("the storage", NOW, NOW.plusSeconds(1), NOW, NOW.plusSeconds(10)));

    assertThat(look().level()).isEqualTo(Level.OK);
    assertThat(look().what()).contains("as far as can be told (between 10.0 s behind and 1.0 s");
  }

  @Test
  void shouldFailEarlierWhereEventsAreRefusedEarlier() {
    readings.add(new ClockReading("the broker", Duration.ofSeconds(90), Duration.ofSeconds(91)));
    TimeSettings strict = new TimeSettings(null, null, Duration.ofMinutes(1));

    assertThat(new ClockCheck(readings, strict).look().get(0).level()).isEqualTo(Level.FAIL);
    assertThat(look().level()).isEqualTo(Level.WARN);
  }

  @Test
  void shouldSayWhenNoOtherClockWasRead() {
    assertThat(look().level()).isEqualTo(Level.SKIPPED);
    assertThat(look().what()).contains("no other clock could be read");
  }

  private Finding look() {
    return new ClockCheck(readings, TimeSettings.defaults()).look().get(0);
  }
}
