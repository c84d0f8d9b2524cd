package io.headwater.sink.maintain;

import io.headwater.sink.delta.log.LogFile;
import io.headwater.sink.delta.log.LogFolder;
import io.headwater.sink.delta.log.LogListing;
import io.headwater.sink.delta.log.LogState;
import io.headwater.sink.maintain.VacuumRequest.Guard;
import io.headwater.sink.maintain.VacuumRequest.Mode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Deletes data files that no version of a table refers to any more: those that compaction replaced,
 * and those that were written for a commit that never came about.
 *
 * <p>May run while sinks write. A file that is written and not committed yet is left alone because
 * it is young; and because the folder is listed before the log is read, and the newest entries are
 * read again before anything is deleted, a file that is committed meanwhile counts as referred to.
 *
 * <p>Keeps nothing between calls; may be used by several threads.
 */
public final class Vacuum {

  private static final String DELETED_FILE_RETENTION = "delta.deletedFileRetentionDuration";

  /** So many are deleted between two looks at the newest entries. */
  private static final int AT_ONCE = 200;

  private final Path root;
  private final Configuration hadoop;
  private final InstantSource clock;

  /**
   * @param root the table's folder
   */
  public Vacuum(Path root, Configuration hadoop, InstantSource clock) {
    // One made of a URI may end in a slash, and every path relative to it would lose a letter
    this.root = new Path(root.toString());
    this.hadoop = hadoop;
    this.clock = clock;
  }

  /**
   * What was deleted, or would be.
   *
   * @param doomed files that nobody needs: gone after {@link Mode#DELETE}
   * @param young files that no version has, and that are too young to go
   * @param retention the one that counted
   */
  public record Report(List<StoredFile> doomed, List<StoredFile> young, Duration retention) {

    public Report {
      doomed = List.copyOf(doomed);
      young = List.copyOf(young);
    }

    /** The room the doomed files take. */
    public long bytes() {
      return doomed.stream().mapToLong(StoredFile::sizeBytes).sum();
    }
  }

  /**
   * Looks for files that nobody needs, and deletes them if asked to.
   *
   * @param cancellation asked before each folder, entry and couple of files
   * @throws IOException when the table cannot be read as a whole, then nothing was deleted; or when
   *     a file cannot be deleted. A sentence; may be called again
   */
  public Report run(VacuumRequest request, Cancellation cancellation) throws IOException {
    TableFolder folder = new TableFolder(root, hadoop);
    List<StoredFile> found = new ArrayList<>();
    folder.forEach(cancellation, found::add);

    LogFolder log = LogFolder.of(root, hadoop);
    LogListing listing = log.list();
    LogState state = LogState.read(log, listing);
    if (!state.isPlain()) {
      throw new IOException(
          "Table %s uses features of Delta that Headwater does not know, so nothing is deleted"
              .formatted(root));
    }
    References references = references(log, listing, cancellation);
    Duration retention = retention(request, state.properties());
    Instant now =
        request.mode() == Mode.DELETE
            ? new StorageClock(hadoop, clock).now(log.path())
            : clock.instant(); // a dry run writes nothing at all
    Instant cutoff = now.minus(retention);
    VacuumPlan plan = VacuumPlan.of(found, references, cutoff);
    if (request.mode() == Mode.DELETE) {
      long version = state.version();
      for (int from = 0; from < plan.doomed().size(); from += AT_ONCE) {
        cancellation.check();
        version = log.readFrom(version + 1, references::add);
        int to = Math.min(from + AT_ONCE, plan.doomed().size());
        for (StoredFile file : plan.doomed().subList(from, to)) {
          if (!references.isRetained(file.path())) {
            folder.delete(file);
          }
        }
      }
      folder.deleteEmptyFolders(cutoff);
    }
    return new Report(plan.doomed(), plan.young(), retention);
  }

  /**
   * Everything the log still says, not only what leads to the newest version: time travel may go to
   * any version whose files are all there.
   */
  private References references(LogFolder log, LogListing listing, Cancellation cancellation)
      throws IOException {
    References references = new References(root);
    for (long checkpoint : listing.roots()) {
      for (LogFile part : listing.checkpoints().get(checkpoint)) {
        cancellation.check();
        log.read(part, references::add);
      }
    }
    for (LogFile entry : listing.entries().values()) {
      cancellation.check();
      log.read(entry, references::add);
    }
    return references;
  }

  private Duration retention(VacuumRequest request, Map<String, String> properties)
      throws IOException {
    if (request.guard() == Guard.FORCED) {
      return request.retention();
    }
    Duration own = TableInterval.of(properties, DELETED_FILE_RETENTION, Duration.ZERO);
    return own.compareTo(request.retention()) > 0 ? own : request.retention();
  }
}
