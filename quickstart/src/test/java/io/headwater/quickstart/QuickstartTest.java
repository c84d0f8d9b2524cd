package io.headwater.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class QuickstartTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path dir;

  @Test
  void shouldExplainEveryOptionOfSimulateWithItsDefault() {
    assertThat(run("simulate", "--help")).isZero();

    assertThat(out.toString())
        .contains("Usage: headwater simulate [OPTIONS]")
        .contains("A plant:", "A recorded series, instead of a plant:", "Examples:")
        .containsPattern("--rate=N[\\s\\S]+Default: 1000\\s")
        .containsPattern("--sensors=N[\\s\\S]+Default: 500\\s")
        .containsPattern("--late-share=S[\\s\\S]+Default: 0\\.005\\s")
        .containsPattern("--unit=UNIT[\\s\\S]+Default: fahrenheit\\s")
        .doesNotContain("null");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void shouldExplainTheBroker() {
    assertThat(run("broker", "--help")).isZero();

    assertThat(out.toString()).contains("--dir=DIR", "--port=PORT", "Default: 9092");
  }

  @Test
  void shouldExplainTheDoctor() {
    assertThat(run("doctor", "--help")).isZero();

    assertThat(out.toString()).contains("--json", "--timeout=T", "Default: 90s", "with 1 when");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @CsvSource({"list, --json", "put, --id=ID", "delete, ID", "dry-run, --from=T"})
  void shouldExplainTheCommandsForRules(String command, String told) {
    assertThat(run("rules", command, "--help")).isZero();

    assertThat(out.toString()).contains(told, "--bootstrap-servers=HOST:PORT");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void shouldFailInOneSentenceWhenThereIsNoSuchFileWithARule() {
    assertThat(run("rules", "put", "nothing.json", "--id", "spike")).isEqualTo(1);

    assertThat(err.toString()).startsWith("headwater: There is no file nothing.json");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void shouldFailInOneSentenceWhenTheFileHoldsNoRule() throws IOException {
    Path file = Files.writeString(dir.resolve("rule.json"), "{\"kind\":\"spike\",\"hihg\":5}");

    assertThat(run("rules", "put", file.toString(), "--id", "spike")).isEqualTo(1);

    assertThat(err.toString()).contains("no field hihg; did you mean high?", "docs/rules.md");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void shouldNotRepeatTheValueOfWhatItDidNotUnderstand() {
    assertThat(run("broker", "headwater.kafka.event-hubs.connection-string=s3cret")).isEqualTo(2);

    assertThat(err.toString()).contains("connection-string=…").doesNotContain("s3cret");
  }

  @Test
  void shouldListTheCommands() {
    assertThat(run("--help")).isZero();

    assertThat(out.toString()).contains("simulate", "broker", "rules");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "simulate --fast                                      | Unknown option: '--fast'",
        "simulate --rat 5                                     | --rate",
        "simulate now                                         | 'now'",
        "simulate --rate 0                                    | --start",
        "simulate --rate -1                                   | at least 0",
        "simulate --duration soon                             | write it like 90s",
        "simulate --duration 0s                               | above 0",
        "simulate --duration 1m --events 5                    | leave one out",
        "simulate --start yesterday                           | no time with a zone",
        "simulate --late-share 2                              | between 0 and 0.5",
        "simulate --speed-up 300                              | only makes sense with --replay",
        "simulate --replay machine-temperature --sensors 5    | --sensors belongs to a plant",
        "simulate --replay machine-temperature --speed-up 0   | above 0",
        "simulate --replay machine-temperature --events 0     | at least 1",
        "simulate --headwater.kafka.bootstrap-server=a:1      | bootstrap-servers?",
        "simulate --headwater.sink.id=x                       | headwater.sink.id",
        "simulate --headwater.kafka.properties.acks=1         | acks must not be set",
        "broker --port many                                   | --port",
        "rules                                                | list, put, delete, dry-run",
        "rules dry-run --from 2026-03-01T06:00:00Z            | --to",
        "rules dry-run --from now --to now                    | no time with a zone",
        "rules dry-run --from 2026-03-01T06:00:00Z --to 2026-03-01T06:00:00Z        | FILE",
        "rules dry-run a --from 2026-03-01T06:00:00Z --to 2026-03-01T06:00:00Z      | after --from",
        "rules dry-run a --from 2026-03-01T06:00:00Z --to 2026-03-01T07:00:00Z --top -1 | between 0",
        "rules put                                            | Missing required",
        "rules put rule.json                                  | --id",
        "rules list all                                       | 'all'",
        "rules list --headwater.topics.rule=x                 | headwater.topics.rules?",
        "dance                                                | 'dance'"
      })
  void shouldRefuseArgumentsThatMakeNoSense(String arguments, String told) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);

    assertThat(err.toString()).startsWith("headwater: ").contains(told).contains("--help");
    assertThat(err.toString().lines().count()).isLessThanOrEqualTo(3);
  }

  @Test
  void shouldFailInOneSentenceWhenThereIsNoSuchSeries() {
    assertThat(run("simulate", "--replay", "nothing.csv")).isEqualTo(1);

    assertThat(err.toString()).startsWith("headwater: There is no file nothing.csv");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void shouldFailInOneSentenceWhenTheBrokerHasNoDirectory() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "in the way");

    assertThat(run("broker", "--dir", file.toString(), "--port", "0")).isEqualTo(1);

    assertThat(err.toString()).contains(file.toString());
    assertThat(err.toString().lines()).hasSize(1);
  }

  private int run(String... arguments) {
    CommandLine commandLine = Quickstart.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
