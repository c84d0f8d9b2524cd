package io.headwater.sink.runtime;

import io.headwater.sink.worker.TableProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line a minute about what was committed, because a line a commit would bury everything else.
 * Says nothing when nothing was. Used by one thread.
 */
final class ProgressSummary implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(ProgressSummary.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** What a table had committed since the start. */
  private record Counts(long rows, long files, long bytes) {

    static final Counts NOTHING = new Counts(0, 0, 0);

    static Counts of(TableProgress table) {
      return new Counts(table.rows(), table.files(), table.bytes());
    }
  }

  private final SinkProgress progress;
  private final InstantSource clock;
  private final Map<String, Counts> before = new HashMap<>();
  private Instant next;

  ProgressSummary(SinkProgress progress, InstantSource clock) {
    this.progress = progress;
    this.clock = clock;
    this.next = clock.instant().plus(EVERY);
  }

  @Override
  public void run() {
    if (clock.instant().isBefore(next)) {
      return;
    }
    next = clock.instant().plus(EVERY);
    List<String> parts = new ArrayList<>();
    for (TableProgress table : progress.tables()) {
      Counts now = Counts.of(table);
      Counts then = before.getOrDefault(table.table(), Counts.NOTHING);
      before.put(table.table(), now);
      if (now.rows() > then.rows()) {
        parts.add(committed(table.table(), then, now) + behind(table));
      }
    }
    if (!parts.isEmpty()) {
      LOG.info("Committed in the last minute: {}", String.join("; ", parts));
    }
  }

  private static String committed(String table, Counts then, Counts now) {
    return String.format(
        Locale.ROOT,
        "%s %,d rows in %,d files of %,d kB",
        table,
        now.rows() - then.rows(),
        now.files() - then.files(),
        (now.bytes() - then.bytes()) / 1_000);
  }

  private String behind(TableProgress table) {
    OptionalLong lag = progress.lag(table);
    if (lag.isEmpty() || lag.getAsLong() == 0) {
      return "";
    }
    long seconds = progress.lagAge(table).orElse(Duration.ZERO).toSeconds();
    return String.format(Locale.ROOT, ", %,d records and %,d s behind", lag.getAsLong(), seconds);
  }
}
