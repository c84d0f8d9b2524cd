package io.headwater.sink;

import io.headwater.sink.testkit.KernelReader;
import io.headwater.testkit.FreePorts;
import io.headwater.testkit.JavaProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The sink in a process of its own, and what can be seen of it from outside. */
final class SinkProcess implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Path directory;
  private final List<String> arguments = new ArrayList<>();
  private int port;
  private JavaProcess process;

  SinkProcess(Path directory, Path tables, String bootstrapServers, Plant plant) {
    this(directory, tables.toString(), bootstrapServers, plant);
  }

  /**
   * @param tables a folder or a URI
   */
  SinkProcess(Path directory, String tables, String bootstrapServers, Plant plant) {
    this.directory = directory;
    arguments.addAll(plant.settings());
    arguments.add("--headwater.kafka.bootstrap-servers=" + bootstrapServers);
    arguments.add("--headwater.delta.base-path=" + tables);
    // What the broker allows at least: a killed sink's partitions are free after it
    arguments.add("--headwater.kafka.properties.session.timeout.ms=6000");
  }

  /** Has a setting, instead of one of the same name if there is one. */
  SinkProcess with(String argument) {
    String name = argument.substring(0, argument.indexOf('=') + 1);
    arguments.removeIf(other -> other.startsWith(name));
    arguments.add(argument);
    return this;
  }

  /** Starts it, or starts it again. */
  SinkProcess start(String... jvmOptions) {
    port = FreePorts.next();
    List<String> all = new ArrayList<>(List.of("sink", "--server.port=" + port));
    all.addAll(arguments);
    List<String> jvm = new ArrayList<>(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    jvm.addAll(List.of(jvmOptions));
    process = JavaProcess.start(SinkApp.class, directory, jvm, all);
    return this;
  }

  JavaProcess process() {
    return process;
  }

  /** The answer of an actuator endpoint; empty while there is none. */
  String get(String endpoint) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + endpoint))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofString()).body();
    } catch (IOException notYet) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }

  /** The offsets in a table by partition, in order, doubles included; none without the table. */
  static Map<Integer, List<Long>> offsets(Path table) {
    return isMade(table) ? offsets(new KernelReader(table)) : Map.of();
  }

  /** Its first entry may have been cleaned up. */
  private static boolean isMade(Path table) {
    String[] log = table.resolve("_delta_log").toFile().list();
    return log != null && Arrays.stream(log).anyMatch(name -> name.endsWith(".json"));
  }

  /** The offsets in a table by partition, in order, doubles included. */
  static Map<Integer, List<Long>> offsets(KernelReader table) {
    Map<Integer, List<Long>> offsets = new TreeMap<>();
    for (Map<String, ?> row : table.rows()) {
      offsets
          .computeIfAbsent((Integer) row.get("kafka_partition"), p -> new ArrayList<>())
          .add((Long) row.get("kafka_offset"));
    }
    offsets.values().forEach(Collections::sort);
    return offsets;
  }
}
