package io.headwater.bench.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.quickstart.cli.QuietLogging;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The benchmark as a user runs it, with a broker and a sink, but little to write. */
class SinkCommandIT {

  private static final long RECORDS = 20_000;

  @TempDir private Path dir;

  @BeforeAll
  static void quiet() {
    QuietLogging.apply();
  }

  @Test
  void shouldReportWhatTheSinkWroteAndLeaveNothingBehind() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Path json = dir.resolve("report.json");
    Path work = Files.createDirectory(dir.resolve("work"));

    // When commits come about every 5,000 rows
    int exitCode =
        new CommandLine(new SinkCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(
                "--records=" + RECORDS,
                "--sensors=100",
                "--attributes=300",
                "--runs=1",
                "--heap=512m",
                "--headwater.sink.flush-rows=5000",
                "--headwater.sink.flush-interval=500ms",
                "--dir=" + work,
                "--json=" + json);

    // Then all rows are in the table, in several files
    assertThat(exitCode).as(err.toString()).isZero();
    JsonNode report = JsonMapper.shared().readTree(json.toFile());
    assertThat(report.at("/jvm_options").toString()).contains("-Xmx512m");
    JsonNode run = report.get("runs").get(0);
    assertThat(run.at("/table/rows").asLong()).isEqualTo(RECORDS);
    assertThat(run.at("/table/files").asLong()).isBetween(1L, 50L);
    // of which random letters alone take three quarters of 300 bytes each
    assertThat(run.at("/table/bytes").asLong()).isGreaterThan(RECORDS * 225);
    assertThat(run.at("/figures/process_cpu_seconds").asDouble()).isPositive();
    assertThat(out.toString())
        .contains("# Sink of 20,000 records", "headwater.sink.flush-rows=5000");
    try (Stream<Path> left = Files.list(work)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void shouldStayWithinTheHeapThatTheDocsNameWhenAllTablesHaveABacklogOfFatRecords()
      throws Exception {
    StringWriter err = new StringWriter();
    Path work = Files.createDirectory(dir.resolve("work"));

    // Given a heap of 5 tables x (4 MB buffered + 4 MB encoded + 16 MB fetched) + 80 MB
    // When five topics hold 60 MB each, in records of 10,000 bytes
    int exitCode =
        new CommandLine(new SinkCommand())
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(
                "--records=6000",
                "--sensors=100",
                "--attributes=10000",
                "--tables=all",
                "--runs=1",
                "--heap=200m",
                "--headwater.sink.flush-bytes=4MB",
                "--headwater.sink.flush-interval=500ms",
                "--dir=" + work);

    // Then all of it comes into the tables, and the process did not run out of memory
    assertThat(exitCode).as(err.toString()).isZero();
  }
}
