package io.headwater.bench.report;

import io.headwater.quickstart.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The options that keep a report. */
public final class ReportFiles {

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Keeps the report in a file too; it is printed in any case.")
  private @Nullable Path markdown;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes all figures of all runs as JSON.")
  private @Nullable Path json;

  /**
   * Writes the files that were asked for.
   *
   * @param report a record; its components become the fields of the JSON object
   * @throws CommandFailure when a file can't be written
   */
  public void write(Record report, String text) {
    if (markdown != null) {
      write(markdown, text);
    }
    if (json != null) {
      write(
          json,
          JsonMapper.builder()
                  .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                  .enable(SerializationFeature.INDENT_OUTPUT)
                  .build()
                  .writeValueAsString(report)
              + "\n");
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandFailure(
          "The report could not be written to %s (%s): choose another file."
              .formatted(file.toAbsolutePath(), e),
          e);
    }
  }
}
