package io.headwater.quickstart.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Examined;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Level;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DoctorTest {

  private static final Finding BAD = Finding.fail("no broker", "start one");

  private Instant now = Instant.parse("2026-03-01T06:00:00Z");
  private final InstantSource clock = () -> now;

  @Test
  void shouldSkipWhatNeedsACheckThatFailedAndWhatNeedsThat() {
    List<Examined> results =
        examine(
            check("address", () -> List.of(BAD)),
            check("sign-in", () -> List.of(Finding.ok("in")), "address"),
            check("topics", () -> List.of(Finding.ok("there")), "sign-in"),
            check("java", () -> List.of(Finding.ok("17"))));

    assertThat(results)
        .extracting(Examined::worst)
        .containsExactly(Level.FAIL, Level.SKIPPED, Level.SKIPPED, Level.OK);
    assertThat(results.get(1).findings().get(0).what()).contains("because of address");
    assertThat(results.get(2).findings().get(0).what()).contains("because of sign-in");
  }

  @Test
  void shouldGoOnAfterAWarning() {
    List<Examined> results =
        examine(
            check("address", () -> List.of(Finding.warn("one of two", "look"), Finding.ok("yes"))),
            check("sign-in", () -> List.of(Finding.ok("in")), "address"));

    assertThat(results).extracting(Examined::worst).containsExactly(Level.WARN, Level.OK);
  }

  @Test
  void shouldEndACheckThatHangsAtItsLimit() {
    CountDownLatch never = new CountDownLatch(1);
    List<Examined> results =
        examine(
            check(
                "hangs",
                () -> {
                  never.await();
                  return List.of(Finding.ok("never"));
                }),
            check("next", () -> List.of(Finding.ok("made"))));

    assertThat(results.get(0).findings().get(0).level()).isEqualTo(Level.FAIL);
    assertThat(results.get(0).findings().get(0).what()).contains("no answer within 1 s");
    assertThat(results.get(1).worst()).isEqualTo(Level.OK);
  }

  @Test
  void shouldFailWhatItHadNoTimeFor() {
    List<Examined> results =
        examine(
            check(
                "slow",
                () -> {
                  now = now.plusSeconds(61);
                  return List.of(Finding.ok("at last"));
                }),
            check("next", () -> List.of(Finding.ok("never made"))));

    assertThat(results.get(1).findings().get(0).what()).contains("the 60 s for all checks");
    assertThat(results.get(1).findings().get(0).cure()).contains("--timeout");
  }

  @Test
  void shouldTellWhatACheckThrew() {
    List<Examined> results =
        examine(
            check(
                "breaks",
                () -> {
                  throw new IOException("disk on fire");
                }));

    assertThat(results.get(0).findings().get(0).what()).isEqualTo("cannot be told: disk on fire");
  }

  private List<Examined> examine(Check... checks) {
    return new Doctor(Duration.ofSeconds(60), clock).examine(List.of(checks));
  }

  private static Check check(String name, Callable<List<Finding>> look, String... needs) {
    return new Check() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<String> needs() {
        return new ArrayList<>(List.of(needs));
      }

      @Override
      public Duration limit() {
        return Duration.ofMillis(300);
      }

      @Override
      public List<Finding> look() throws Exception {
        return look.call();
      }
    };
  }
}
