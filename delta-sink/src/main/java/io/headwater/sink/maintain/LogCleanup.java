package io.headwater.sink.maintain;

import io.headwater.sink.delta.log.LogAction;
import io.headwater.sink.delta.log.LogFile;
import io.headwater.sink.delta.log.LogFolder;
import io.headwater.sink.delta.log.LogListing;
import io.headwater.sink.delta.log.LogState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Carries out a table's {@code delta.logRetentionDuration}: deletes the entries and checkpoints of
 * versions that are older. May run while sinks write and readers read, in several processes at
 * once, and may be killed at any point: every version that is younger than the retention can be
 * read all the time.
 *
 * <p>A table whose property {@code delta.enableExpiredLogCleanup} is {@code false} keeps all.
 *
 * <p>Keeps nothing between calls; may be used by several threads.
 */
public final class LogCleanup {

  private static final String RETENTION = "delta.logRetentionDuration";
  private static final String ENABLED = "delta.enableExpiredLogCleanup";

  /** Delta's own default, for tables without the property. */
  private static final Duration DEFAULT_RETENTION = Duration.ofDays(30);

  /** A draft is there for moments; one that is a day old was left behind by a crash. */
  private static final Duration DRAFT_LIFE = Duration.ofDays(1);

  private final Path root;
  private final Configuration hadoop;
  private final InstantSource clock;

  /**
   * @param root the table's folder
   */
  public LogCleanup(Path root, Configuration hadoop, InstantSource clock) {
    this.root = root;
    this.hadoop = hadoop;
    this.clock = clock;
  }

  /**
   * What was deleted.
   *
   * @param files how many
   * @param bytes how much room they took
   * @param keptFrom the oldest version that stays readable; empty when no version went
   */
  public record Report(int files, long bytes, OptionalLong keptFrom) {}

  /**
   * Deletes what is due; nothing when that is nothing.
   *
   * @param cancellation asked before each file
   * @throws IOException when the log cannot be read as a whole or a file cannot be deleted: a
   *     sentence. What was deleted until then needed not to be kept; may be called again
   */
  public Report run(Cancellation cancellation) throws IOException {
    LogFolder folder = LogFolder.of(root, hadoop);
    LogListing log = folder.list();
    if (log.checkpoints().isEmpty()) {
      return new Report(0, 0, OptionalLong.empty());
    }
    LogState state = LogState.read(folder, log);
    if (!state.isPlain() || "false".equalsIgnoreCase(state.properties().get(ENABLED))) {
      return new Report(0, 0, OptionalLong.empty());
    }
    Duration retention = TableInterval.of(state.properties(), RETENTION, DEFAULT_RETENTION);
    Instant now = new StorageClock(hadoop, clock).now(folder.path());
    LogCleanupPlan plan =
        LogCleanupPlan.of(
            log, folder.lastCheckpoint(), now.minus(retention), now.minus(DRAFT_LIFE));
    if (plan.keptFrom().isPresent()) {
      requireReadable(folder, log, plan.keptFrom().getAsLong());
    }
    long bytes = 0;
    for (LogFile file : plan.doomed()) {
      cancellation.check();
      folder.delete(file.name());
      bytes += file.sizeBytes();
    }
    return new Report(plan.doomed().size(), bytes, plan.keptFrom());
  }

  /** What is older is let go only for a checkpoint that was read to its end. */
  private static void requireReadable(LogFolder folder, LogListing log, long checkpoint)
      throws IOException {
    boolean[] complete = new boolean[1];
    for (LogFile part : log.checkpoints().get(checkpoint)) {
      folder.read(part, action -> complete[0] |= action instanceof LogAction.Protocol);
    }
    if (!complete[0]) {
      throw new IOException(
          "%s: the checkpoint of version %d is not complete, so nothing older is deleted"
              .formatted(folder.path(), checkpoint));
    }
  }
}
