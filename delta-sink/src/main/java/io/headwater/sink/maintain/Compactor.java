package io.headwater.sink.maintain;

import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.ActiveFile;
import io.headwater.sink.delta.ReplaceOutcome;
import io.headwater.sink.delta.ReplaceOutcome.Replaced;
import io.headwater.sink.delta.TableLog;
import io.headwater.sink.parquet.DataFile;
import io.headwater.sink.parquet.ForeignFile;
import io.headwater.sink.parquet.TableFileMerger;
import io.headwater.sink.parquet.TableFileMerger.Source;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes few large files of many small ones, in one table, without a row changing. Files that are
 * not Headwater's to rewrite are left alone, and remembered with the reason; those of a group that
 * failed are for some minutes, so that one broken file does not hold up the others. Safe for use by
 * several threads.
 */
public final class Compactor {

  private static final Duration PUT_OFF = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);

  private final TableDefinition table;
  private final CompactionPolicy policy;
  private final InstantSource clock;
  private final TableFileMerger merger;
  private final Map<String, String> leftAlone = new ConcurrentHashMap<>();

  /** By path, until when a file is left alone because its group could not be rewritten. */
  private final Map<String, Instant> putOff = new ConcurrentHashMap<>();

  /**
   * @param root of the table, absolute with its scheme
   */
  public Compactor(
      TableDefinition table,
      Path root,
      Configuration hadoop,
      CompactionPolicy policy,
      InstantSource clock) {
    this.table = table;
    this.policy = policy;
    this.clock = clock;
    this.merger = new TableFileMerger(table, root, hadoop);
  }

  /**
   * What is worth rewriting in the newest version of the table.
   *
   * @throws IOException when the table cannot be read
   */
  public CompactionPlan plan(TableLog log) throws IOException {
    Instant now = clock.instant();
    putOff.values().removeIf(until -> !now.isBefore(until));
    List<ActiveFile> files =
        log.snapshot(List.of()).files().stream()
            .filter(file -> !leftAlone.containsKey(file.path()))
            .filter(file -> !putOff.containsKey(file.path()))
            .toList();
    return CompactionPlan.of(table, files, policy, now);
  }

  /**
   * Writes the rows of {@code rewrite}'s files again. The table does not change yet: that is the
   * commit's business, by {@link TableLog#replace}.
   *
   * @return empty when one of the files is not ours to rewrite; another plan leaves it out
   * @throws IOException when a file cannot be read or written, or the rows don't add up; no file is
   *     left behind then, as far as storage lets it be deleted
   * @throws java.util.concurrent.CancellationException when asked to give up; likewise
   */
  public Optional<Rewritten> rewrite(Rewrite rewrite, Cancellation cancellation)
      throws IOException {
    List<Source> sources =
        rewrite.files().stream()
            .map(file -> new Source(file.path(), file.rows().orElseThrow(), file.sizeBytes()))
            .toList();
    try {
      List<DataFile> added =
          merger.merge(
              rewrite.partitionValues(), sources, policy.targetBytes(), cancellation::check);
      return Optional.of(new Rewritten(rewrite.files(), added));
    } catch (ForeignFile foreign) {
      String reason = foreign.getMessage();
      if (leftAlone.put(foreign.path(), reason) == null) {
        LOG.info("Table {}: {}; it is not compacted", table.name(), reason);
      }
      return Optional.empty();
    } catch (IOException e) {
      Instant until = clock.instant().plus(PUT_OFF);
      rewrite.files().forEach(file -> putOff.put(file.path(), until));
      throw e;
    }
  }

  /**
   * The first of {@code plan}'s rewrites that can be done, done.
   *
   * @return empty when there is none; foreign files may have been found meanwhile, so that another
   *     plan has others
   * @throws IOException as {@link #rewrite} does
   */
  Optional<Rewritten> first(CompactionPlan plan, Cancellation cancellation) throws IOException {
    for (Rewrite rewrite : plan.rewrites()) {
      cancellation.check();
      Optional<Rewritten> rewritten = rewrite(rewrite, cancellation);
      if (rewritten.isPresent()) {
        return rewritten;
      }
    }
    return Optional.empty();
  }

  /**
   * Rewrites and commits everything that is worth it, one group of files after the other. Beside a
   * running sink this is safe: whichever of the two comes late with a file leaves it as it is.
   *
   * @throws IOException when storage did not do its part with one of the groups; the others are
   *     done by then
   * @throws java.util.concurrent.CancellationException when asked to give up; likewise
   */
  public CompactionReport run(TableLog log, Cancellation cancellation) throws IOException {
    CompactionReport report = CompactionReport.NOTHING;
    @Nullable IOException failure = null;
    for (CompactionPlan plan = plan(log); !plan.rewrites().isEmpty(); plan = plan(log)) {
      Optional<Rewritten> rewritten = Optional.empty();
      try {
        rewritten = first(plan, cancellation);
      } catch (IOException e) {
        failure = failure == null ? e : failure; // its files are put off, the others go on
      }
      if (rewritten.isPresent()) {
        report = report.plus(rewritten.get(), commit(log, rewritten.get()));
      }
    }
    if (failure != null) {
      throw failure;
    }
    return report;
  }

  /** By path, why files are not compacted, as far as it was found out. */
  public Map<String, String> leftAlone() {
    return new TreeMap<>(leftAlone);
  }

  private static boolean commit(TableLog log, Rewritten rewritten) throws IOException {
    try {
      ReplaceOutcome outcome = log.replace(rewritten.removed(), rewritten.added());
      return outcome instanceof Replaced;
    } catch (IOException e) {
      log.discard(rewritten.added());
      throw e;
    }
  }
}
