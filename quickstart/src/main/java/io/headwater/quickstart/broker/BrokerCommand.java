package io.headwater.quickstart.broker;

import io.headwater.quickstart.cli.Version;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code broker}: an embedded broker in a process of its own, until it is told to end. */
@Command(
    name = "broker",
    description = "Runs a single Kafka broker on this machine, for trying things out.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    abbreviateSynopsis = true,
    showDefaultValues = true)
public final class BrokerCommand implements Callable<Integer> {

  @Option(names = "--dir", paramLabel = "DIR", description = "Where it keeps its data.")
  private Path dir = Path.of("data", "broker");

  @Option(names = "--port", paramLabel = "PORT", description = "Where it listens; 0: a free port.")
  private int port = 9092;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir, port)) {
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
      spec.commandLine()
          .getOut()
          .printf(
              "Broker ready at %s, data in %s. Ctrl-C ends it.%n",
              broker.bootstrapServers(), dir.toAbsolutePath());
      spec.commandLine().getOut().flush();
      ended.await();
      return 0;
    }
  }
}
