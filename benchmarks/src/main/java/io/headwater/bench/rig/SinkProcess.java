package io.headwater.bench.rig;

import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.SinkApp;
import io.headwater.sink.config.TableCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The command {@code sink} in a process of its own, which has never run before: its tables and its
 * consumer groups are new. How far it is, is how far the table of events is.
 */
public final class SinkProcess implements Drainer, AutoCloseable {

  /** What a benchmark sets, because it must know it. */
  public static final List<String> OWNED =
      List.of(
          "headwater.kafka.bootstrap-servers",
          "headwater.topics.",
          "headwater.sink.id",
          "headwater.delta.base-path");

  /** As in the script {@code headwater}. */
  public static final String HEAP = "2g";

  /** As in the script {@code headwater}. */
  private static final String COLLECTOR = "-XX:+UseSerialGC";

  private final Workbench workbench;
  private final ChildJvm process;
  private final String name;
  private final Path tables;

  private SinkProcess(Workbench workbench, ChildJvm process, String name, Path tables) {
    this.workbench = workbench;
    this.process = process;
    this.name = name;
    this.tables = tables;
  }

  /**
   * Starts one.
   *
   * @param name its sink id
   * @param topics it reads
   * @param heap as {@code -Xmx} takes it
   * @param settings that differ from the defaults, as {@code headwater.sink.flush-rows} to {@code
   *     100000}
   */
  public static SinkProcess start(
      Workbench workbench,
      Broker broker,
      String name,
      TopicSettings topics,
      String heap,
      Map<String, String> settings) {
    Path tables = workbench.directory().resolve(name + "-tables");
    Map<String, String> all = new TreeMap<>(settings);
    all.put("headwater.kafka.bootstrap-servers", broker.bootstrapServers());
    all.putAll(TopicArguments.of(topics));
    all.put("headwater.sink.id", name);
    all.put("headwater.delta.base-path", tables.toString());
    all.put("server.port", "0");
    List<String> arguments = new ArrayList<>(List.of("sink"));
    all.forEach((setting, value) -> arguments.add("--" + setting + "=" + value));
    return new SinkProcess(
        workbench,
        workbench.start(name, SinkApp.class, heap, Optional.of(COLLECTOR), arguments),
        name,
        tables);
  }

  /** Where its tables are. */
  public Path tables() {
    return tables;
  }

  /** Its sink id. */
  public String name() {
    return name;
  }

  /** A view of one of its tables as it grows, from its first version on. */
  public TableFollower follow(String table) {
    return new TableFollower(tables.resolve(table), name);
  }

  @Override
  public String group() {
    return group(TableCatalog.EVENTS);
  }

  /** The same process, seen by how far another of its tables is. */
  public Drainer of(String table) {
    return new OneTable(this, group(table));
  }

  private String group(String table) {
    return name + "-" + table;
  }

  @Override
  public Duration cpu() {
    return process.cpu();
  }

  /** The most memory it ever had resident, in bytes; only Linux tells. */
  public OptionalLong peakResidentBytes() {
    return process.peakResidentBytes();
  }

  /** The memory it has resident now, in bytes; only Linux tells. */
  public OptionalLong residentBytes() {
    return process.residentBytes();
  }

  /** A view of its heap; to be closed by the caller. */
  public JvmHeap heap() {
    return process.heap();
  }

  /** The options of its JVM. */
  public List<String> jvmOptions() {
    return process.jvmOptions();
  }

  @Override
  public RuntimeException failure(String what) {
    return process.failure(what);
  }

  /** Stops it in good order; its tables stay. */
  public void stop() {
    process.close();
  }

  /** Stops it and deletes its tables. */
  @Override
  public void close() {
    stop();
    workbench.delete(tables);
  }

  private record OneTable(SinkProcess sink, String group) implements Drainer {
    @Override
    public Duration cpu() {
      return sink.cpu();
    }

    @Override
    public RuntimeException failure(String what) {
      return sink.failure(what);
    }
  }
}
