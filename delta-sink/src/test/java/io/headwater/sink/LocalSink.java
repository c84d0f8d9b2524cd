package io.headwater.sink;

import io.headwater.sink.audit.AuditCommand;
import io.headwater.sink.runtime.SinkProgress;
import io.headwater.sink.worker.TableProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;

/** A sink in the test's own process. */
final class LocalSink implements AutoCloseable {

  private final ConfigurableApplicationContext app;

  private LocalSink(ConfigurableApplicationContext app) {
    this.app = app;
  }

  /** Which broker, topics and tables a sink works with. */
  record Place(String bootstrapServers, EventsTopic topic, Path tables) {

    LocalSink start(String... more) {
      List<String> arguments = arguments();
      arguments.addAll(
          List.of(
              "--server.port=0",
              "--headwater.sink.flush-interval=100ms",
              "--headwater.kafka.properties.session.timeout.ms=6000",
              "--headwater.kafka.properties.metadata.max.age.ms=1000"));
      arguments.addAll(List.of(more));
      return new LocalSink(SinkApp.start(arguments.toArray(String[]::new)));
    }

    /** What the command {@code audit} says of the tables. */
    String audit() {
      StringWriter said = new StringWriter();
      new CommandLine(new AuditCommand())
          .setOut(new PrintWriter(said))
          .setErr(new PrintWriter(said))
          .execute(arguments().toArray(String[]::new));
      return said.toString();
    }

    private List<String> arguments() {
      List<String> arguments = new ArrayList<>(topic.settings());
      arguments.add("--headwater.kafka.bootstrap-servers=" + bootstrapServers);
      arguments.add("--headwater.delta.base-path=" + tables);
      return arguments;
    }
  }

  /** How far a table is. */
  TableProgress progress(String table) {
    return app.getBean(SinkProgress.class).tables().stream()
        .filter(one -> one.table().equals(table))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    app.close();
  }
}
