package io.headwater.quickstart.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.quickstart.doctor.check.Examined;
import io.headwater.quickstart.doctor.check.Finding;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  private final Report report =
      new Report(
          List.of(
              new Examined("java", List.of(Finding.ok("Java 17")), Duration.ofMillis(4)),
              new Examined(
                  "topics",
                  List.of(
                      Finding.warn("7 days", "more"),
                      Finding.fail("hunter2 is missing", "make hunter2")),
                  Duration.ofMillis(1_296)),
              new Examined("clock", List.of(Finding.skipped("not known")), Duration.ZERO)),
          text -> text.replace("hunter2", "***"));

  @Test
  void shouldPrintATableWithTheCureBelowWhatWasSeen() {
    assertThat(report.text().lines())
        .containsExactly(
            "LEVEL    CHECK   WHAT WAS SEEN",
            "OK       java    Java 17",
            "WARN     topics  7 days",
            "                 do: more",
            "FAIL     topics  *** is missing",
            "                 do: make ***",
            "SKIPPED  clock   not known",
            "DOCTOR ok=1 warn=1 fail=1 skipped=1 seconds=1.3");
    assertThat(report.isGood()).isFalse();
  }

  @Test
  void shouldPrintOneJsonObject() {
    assertThat(report.json())
        .isEqualTo(
            "{\"good\":false,\"ok\":1,\"skipped\":1,\"warn\":1,\"fail\":1,\"millis\":1300,\"findings\":["
                + "{\"check\":\"java\",\"level\":\"OK\",\"what\":\"Java 17\",\"cure\":\"\"},"
                + "{\"check\":\"topics\",\"level\":\"WARN\",\"what\":\"7 days\",\"cure\":\"more\"},"
                + "{\"check\":\"topics\",\"level\":\"FAIL\",\"what\":\"*** is missing\",\"cure\":\"make ***\"},"
                + "{\"check\":\"clock\",\"level\":\"SKIPPED\",\"what\":\"not known\",\"cure\":\"\"}]}");
  }

  @Test
  void shouldBeGoodWithWarnings() {
    assertThat(
            new Report(
                    List.of(
                        new Examined(
                            "memory", List.of(Finding.warn("little", "more")), Duration.ZERO)),
                    text -> text)
                .isGood())
        .isTrue();
  }
}
