package io.headwater.sink.delta;

import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.log.LogName;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * All tables under {@code headwater.delta.base-path}, for the sink of one id. Safe for use by
 * several threads; the logs it hands out are for one thread each.
 */
public final class TableLogs implements Closeable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Path base;
  private final Configuration hadoop;
  private final Map<String, String> properties;
  private final String sinkId;
  private final Executor background;
  private final Runnable endBackground;

  private TableLogs(
      Path base,
      Configuration hadoop,
      Map<String, String> properties,
      String sinkId,
      Executor background,
      Runnable endBackground) {
    this.base = base;
    this.hadoop = hadoop;
    this.properties = properties;
    this.sinkId = sinkId;
    this.background = background;
    this.endBackground = endBackground;
  }

  /**
   * The tables {@code settings} name; touches no storage yet. Checkpoints are written by the thread
   * whose commit they follow.
   *
   * @param sinkId {@code headwater.sink.id}
   */
  public static TableLogs of(DeltaSettings settings, String sinkId) {
    return of(settings, sinkId, Runnable::run, () -> {});
  }

  /**
   * The same, with checkpoints written by a thread of their own, so that no commit waits for one.
   *
   * @param sinkId {@code headwater.sink.id}
   */
  public static TableLogs withBackground(DeltaSettings settings, String sinkId) {
    ExecutorService checkpoints = Executors.newSingleThreadExecutor(TableLogs::daemon);
    return of(settings, sinkId, checkpoints, () -> end(checkpoints));
  }

  private static TableLogs of(
      DeltaSettings settings, String sinkId, Executor background, Runnable endBackground) {
    return new TableLogs(
        new Path(settings.basePath()),
        HadoopSettings.configuration(settings),
        TableProperties.of(settings),
        sinkId,
        background,
        endBackground);
  }

  /**
   * The log of {@code table}. A missing table is created; one that lacks nullable columns of {@code
   * table} gets them.
   *
   * @throws IncompatibleTable when the table is there and cannot take {@code table}'s rows
   * @throws IOException when storage does not answer or lets nothing be written
   */
  public TableLog open(TableDefinition table) throws IOException {
    return StandaloneTables.open(hadoop, root(table), table, properties, sinkId, background);
  }

  /**
   * The log of {@code table} as it is, for reading; empty when there is no such table.
   *
   * @throws IOException when storage does not answer
   */
  public Optional<TableLog> existing(TableDefinition table) throws IOException {
    return StandaloneTables.existing(hadoop, root(table), sinkId);
  }

  /**
   * The folder of {@code table}, with its scheme.
   *
   * @throws IOException when the base path's file system cannot be reached
   */
  public Path root(TableDefinition table) throws IOException {
    return root(table.name());
  }

  /**
   * The folder of the table of that name, with its scheme, whether or not it is there.
   *
   * @throws IOException when the base path's file system cannot be reached
   */
  public Path root(String table) throws IOException {
    return base.getFileSystem(hadoop).makeQualified(new Path(base, table));
  }

  /**
   * The folder of all tables, as a URI.
   *
   * @throws IOException when its file system cannot be reached
   */
  public String location() throws IOException {
    return base.getFileSystem(hadoop).makeQualified(base).toString();
  }

  /**
   * The tables that are there, whoever made them, by name.
   *
   * @throws IOException when storage does not answer
   */
  public List<String> names() throws IOException {
    FileSystem storage = base.getFileSystem(hadoop);
    List<String> names = new ArrayList<>();
    try {
      for (FileStatus folder : storage.listStatus(base)) {
        if (folder.isDirectory() && storage.exists(new Path(folder.getPath(), LogName.FOLDER))) {
          names.add(folder.getPath().getName());
        }
      }
    } catch (FileNotFoundException none) {
      return List.of();
    }
    names.sort(Comparator.naturalOrder());
    return names;
  }

  /**
   * What there is to know about a table, whoever made it; empty when there is none of that name.
   *
   * @throws IOException when storage does not answer
   * @throws IncompatibleTable when it uses features of Delta that Headwater does not know
   */
  public Optional<TableDescription> describe(String table) throws IOException {
    return StandaloneDescription.of(hadoop, root(table));
  }

  /**
   * Whether {@code table}'s rows fit into what is there; writes nothing.
   *
   * @throws IncompatibleTable when the table is there and cannot take them
   * @throws IOException when storage does not answer
   */
  public TableFit fit(TableDefinition table) throws IOException {
    return StandaloneTables.fit(hadoop, root(table), table);
  }

  /**
   * A new folder beside the tables, to find out what their storage does. To be closed, which
   * deletes it.
   *
   * @param name that no table has
   * @throws IOException when it cannot be made
   */
  public LogStorage trial(String name) throws IOException {
    return LogStorage.make(root(name), hadoop);
  }

  /** {@code headwater.sink.id} of the sink the tables are read and written for. */
  public String sinkId() {
    return sinkId;
  }

  /** The Hadoop settings under which the tables are read and written. */
  public Configuration hadoop() {
    return hadoop;
  }

  /**
   * Lets a checkpoint that is being written be done, within a bound, and closes the file system of
   * the base path. Without this a JVM that used Azure storage does not end by itself, because its
   * file system keeps threads.
   */
  @Override
  public void close() throws IOException {
    endBackground.run();
    base.getFileSystem(hadoop).close();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "sink-checkpoints");
    thread.setDaemon(true);
    return thread;
  }

  /** One that takes longer fails when its file system is closed, and is made up for later. */
  private static void end(ExecutorService checkpoints) {
    checkpoints.shutdown();
    try {
      checkpoints.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
