package io.headwater.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.quickstart.cli.FailurePrinter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command as a user runs it, with so short a measurement that its figures say nothing. */
class MicroCommandIT {

  @TempDir private Path dir;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void shouldMeasureTheStepThatWasAskedForInAJvmOfItsOwn() {
    Path json = dir.resolve("report.json");

    // When one step is measured for a moment
    int exitCode =
        run(
            "--only=Codecs.*encodeAggregate",
            "--forks=1",
            "--warm-up=0",
            "--iterations=1",
            "--time=10ms",
            "--json=" + json);

    // Then a table tells what it takes
    assertThat(exitCode).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("JVMs for each: 1, with -Xmx1g", "Iterations in each: 1 of 10 ms, after 0")
        .contains("| step | ns | ± ns (99.9 %) | lowest, ns | bytes allocated |")
        .containsPattern(
            "\\| Codecs.encodeAggregate \\| [\\d,.]+ \\| – \\| [\\d,.]+ \\| [\\d,.]+ \\|\n$")
        .doesNotContain("decodeEnriched");
    assertThat(err.toString()).contains("Codecs.encodeAggregate …");

    // And the file has the same
    JsonNode results = JsonMapper.shared().readTree(json.toFile()).get("results");
    assertThat(results.size()).isEqualTo(1);
    JsonNode result = results.get(0);
    assertThat(result.get("name").asString()).isEqualTo("Codecs.encodeAggregate");
    assertThat(result.get("nanos").asDouble()).isPositive();
    assertThat(result.get("error").isNull()).isTrue();
    assertThat(result.get("lowest")).isEqualTo(result.get("nanos"));
    assertThat(result.get("bytes").asDouble()).isPositive();
    assertThat(result.get("iterations").asInt()).isEqualTo(1);
  }

  @Test
  void shouldSayWhichStepsThereAreWhenNoneHasTheName() {
    assertThat(run("--only=nothing like it")).isEqualTo(1);

    assertThat(err.toString())
        .startsWith("headwater: ")
        .contains("'nothing like it'")
        .contains("Closing.hour, Closing.minute, Codecs.decodeEnriched, Codecs.encodeAggregate")
        .contains("Decoding.inputEvent", "Detectors.builtInRules", "Panes.update", "Parquet.write");
  }

  private int run(String... arguments) {
    return new CommandLine(new MicroCommand())
        .setExecutionExceptionHandler(new FailurePrinter())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
