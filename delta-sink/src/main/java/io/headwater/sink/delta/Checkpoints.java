package io.headwater.sink.delta;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.Snapshot;
import io.delta.storage.LogStore;
import io.headwater.model.Excerpt;
import io.headwater.sink.delta.log.LogFolder;
import io.headwater.sink.delta.log.LogName;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a table's checkpoints. One costs what the whole table's state costs, so it is written
 * beside the commits and not within one; and nothing depends on it but the time that reading the
 * table takes, so its failure is told and left at that: the next one is due soon.
 *
 * <p>The commits' thread asks for checkpoints, the executor's writes them; what both touch is the
 * flag that keeps it at one at a time.
 */
final class Checkpoints {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final JsonFactory JSON = new JsonFactory();

  /** Standalone names every version it found when one is missing. */
  private static final int MOST_TOLD = 300;

  private final Configuration hadoop;
  private final Path root;
  private final Executor executor;
  private final AtomicBoolean isUnderWay = new AtomicBoolean();

  Checkpoints(Configuration hadoop, Path root, Executor executor) {
    this.hadoop = hadoop;
    this.root = root;
    this.executor = executor;
  }

  /** Takes in that {@code version} was made, and writes a checkpoint if that is due. */
  void made(long version, int interval) {
    if (version % interval != 0 || !isUnderWay.compareAndSet(false, true)) {
      return;
    }
    try {
      executor.execute(this::write);
    } catch (RejectedExecutionException stopping) {
      isUnderWay.set(false);
    }
  }

  private void write() {
    try {
      DeltaLog log = DeltaLog.forTable(hadoop, root);
      Snapshot snapshot = log.snapshot();
      if (snapshot.getVersion() < 0) {
        return; // the table was deleted: a checkpoint would bring half of it back
      }
      // What a newer protocol keeps in the log, Standalone does not know and would leave out.
      StandaloneInternals.requireWritable(log, snapshot);
      long size = StandaloneInternals.writeCheckpoint(log, snapshot);
      announce(StandaloneInternals.store(log), snapshot.getVersion(), size);
    } catch (Exception | LinkageError | FSError e) { // the last is Hadoop's for a full local disk
      LOG.warn(
          "{}: no checkpoint was written, the next is due soon: {}",
          root,
          Excerpt.of(MOST_TOLD, e.toString()));
      LOG.debug("{}: no checkpoint", root, e);
    } finally {
      isUnderWay.set(false);
    }
  }

  /** Only once the file is there for good: readers take the announcement's word for it. */
  private void announce(LogStore store, long version, long size) throws IOException {
    Path folder = new Path(root, LogName.FOLDER);
    Path checkpoint = new Path(folder, LogName.checkpoint(version));
    FileSystem storage = folder.getFileSystem(hadoop);
    if (!storage.exists(new Path(folder, LogName.entry(version)))) {
      storage.delete(checkpoint, false); // the table was deleted meanwhile
      return;
    }
    LinkLogStore.makeDurable(checkpoint);
    LinkLogStore.makeDurable(folder);
    Path announcement = new Path(folder, LogName.LAST_CHECKPOINT);
    OptionalLong announced = announced();
    if (announced.isPresent() && announced.getAsLong() >= version) {
      return; // another sink was faster, or is further
    }
    store.write(announcement, List.of(text(version, size)).iterator(), true, hadoop);
  }

  private OptionalLong announced() {
    try {
      return LogFolder.of(root, hadoop).lastCheckpoint();
    } catch (IOException damaged) {
      return OptionalLong.empty(); // ours will be better
    }
  }

  private static String text(long version, long size) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeNumberProperty("version", version);
      json.writeNumberProperty("size", size);
      json.writeEndObject();
    }
    return text.toString();
  }
}
