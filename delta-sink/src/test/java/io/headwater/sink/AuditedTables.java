package io.headwater.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sink.audit.AuditCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * A sink's tables, and what {@code ./headwater audit} says of them.
 *
 * @param basePath of the tables
 * @param hadoop settings with which they are reached
 * @param sinkId of the sink that writes them
 */
record AuditedTables(
    String basePath,
    Map<String, String> hadoop,
    String sinkId,
    String bootstrapServers,
    Plant plant) {

  AuditedTables(Path folder, String sinkId, String bootstrapServers, Plant plant) {
    this(folder.toString(), Map.of(), sinkId, bootstrapServers, plant);
  }

  /** Fails with the audit's report if it does not pass. */
  void mustPass() {
    List<String> arguments = new ArrayList<>(plant.settings());
    arguments.add("--headwater.kafka.bootstrap-servers=" + bootstrapServers);
    arguments.add("--headwater.delta.base-path=" + basePath);
    hadoop.forEach((key, value) -> arguments.add("--headwater.delta.hadoop." + key + "=" + value));
    arguments.add("--headwater.sink.id=" + sinkId);
    StringWriter report = new StringWriter();
    int exitCode =
        new CommandLine(new AuditCommand())
            .setOut(new PrintWriter(report))
            .setErr(new PrintWriter(report))
            .execute(arguments.toArray(String[]::new));
    assertThat(exitCode).as(report.toString()).isZero();
  }
}
