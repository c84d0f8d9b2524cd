package io.headwater.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DemoCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "--rate=0, --rate must be at least 1",
    "--sensors=0, --sensors must be at least 1",
    "--duration=-5s, --duration must be positive",
    "--duration=soon, 'soon' is no duration",
    "--port=65535, --port must lie between 0 and 65534",
  })
  void shouldRefuseWhatMakesNoSense(String option, String why) {
    assertThat(run(option)).isEqualTo(2);
    assertThat(err.toString()).contains(why);
  }

  @Test
  void shouldTellItsOptionsAndTheirDefaults() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("--rate=N", "--sensors=N", "--duration=T", "--dir=DIR", "--port=P", "--seed=N")
        .contains("Default: 1000", "Default: demo-data", "Default: 8080");
  }

  private int run(String... arguments) {
    return new CommandLine(new DemoCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
