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

  private final SinkProgress progress;
  private final InstantSource clock;
  private final Map<String, Long> rowsBefore = new HashMap<>();
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
      long rows = table.rows() - rowsBefore.getOrDefault(table.table(), 0L);
      rowsBefore.put(table.table(), table.rows());
      if (rows > 0) {
        parts.add(part(table.table(), rows, progress.lag(table)));
      }
    }
    if (!parts.isEmpty()) {
      LOG.info("Rows committed in the last minute: {}", String.join(", ", parts));
    }
  }

  private static String part(String table, long rows, OptionalLong lag) {
    String text = String.format(Locale.ROOT, "%s %,d", table, rows);
    return lag.isPresent() && lag.getAsLong() > 0
        ? text + String.format(Locale.ROOT, " (%,d behind)", lag.getAsLong())
        : text;
  }
}
