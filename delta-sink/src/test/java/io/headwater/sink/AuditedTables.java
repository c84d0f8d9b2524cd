package io.headwater.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sink.audit.AuditCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * A sink's tables, and what {@code ./headwater audit} says of them.
 *
 * @param sinkId of the sink that writes them
 */
record AuditedTables(Path folder, String sinkId, String bootstrapServers, Plant plant) {

  /** Fails with the audit's report if it does not pass. */
  void mustPass() {
    List<String> arguments = new ArrayList<>(plant.settings());
    arguments.add("--headwater.kafka.bootstrap-servers=" + bootstrapServers);
    arguments.add("--headwater.delta.base-path=" + folder);
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
