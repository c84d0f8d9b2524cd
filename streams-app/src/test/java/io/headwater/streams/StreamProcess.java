package io.headwater.streams;

import io.headwater.testkit.FreePorts;
import io.headwater.testkit.JavaProcess;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The command {@code stream} in a process of its own. */
final class StreamProcess implements AutoCloseable {

  private static final Pattern ACTIVE_TASKS = Pattern.compile("\"activeTasks\":\\[[^]]*]");

  private final JavaProcess process;
  private final Probe probe;

  private StreamProcess(JavaProcess process, Probe probe) {
    this.process = process;
    this.probe = probe;
  }

  /**
   * @param directory of its local state and its output, the same for the next start
   */
  static StreamProcess start(KafkaProcess broker, Path directory, String... more) {
    int port = FreePorts.next();
    List<String> settings = new ArrayList<>(List.of(more));
    settings.add("--server.port=" + port);
    JavaProcess process =
        JavaProcess.start(
            StreamsApp.class,
            directory,
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            List.of(
                StreamSettingsArguments.of(broker, directory, settings.toArray(String[]::new))));
    return new StreamProcess(process, new Probe(port));
  }

  Probe probe() {
    return probe;
  }

  /** Whether it takes part in the work on the input. */
  boolean hasTasks() {
    return probe.isReady() && hasActiveTask("0_");
  }

  /** Whether it is the one that reads that input partition. */
  boolean reads(int partition) {
    return hasActiveTask("0_" + partition + "\"");
  }

  private boolean hasActiveTask(String beginning) {
    return ACTIVE_TASKS
        .matcher(probe.body("streamprogress"))
        .results()
        .anyMatch(tasks -> tasks.group().contains('"' + beginning));
  }

  String output() {
    return process.output();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void terminate() {
    process.terminate();
  }

  void kill() {
    process.kill();
  }

  int awaitExit() {
    return process.awaitExit(Duration.ofMinutes(1));
  }

  @Override
  public void close() {
    process.close();
  }
}
