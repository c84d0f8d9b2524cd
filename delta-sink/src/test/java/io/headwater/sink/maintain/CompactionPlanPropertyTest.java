package io.headwater.sink.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.ActiveFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** A table that is flushed to for hours, and compacted by the plan, in arithmetic. */
class CompactionPlanPropertyTest {

  private static final TableDefinition EVENTS = TableCatalog.of(TopicSettings.defaults()).get(0);
  private static final String DAY = "2026-01-01";
  private static final Instant MIDNIGHT = Instant.parse(DAY + "T00:00:00Z");
  private static final Duration FLUSH_INTERVAL = Duration.ofMillis(250);
  private static final long FOOTER_BYTES = 6_000;
  private static final long ROW_BYTES = 25;

  /** The files, and how much was written to get there. */
  private static final class Table {
    private final List<ActiveFile> files = new ArrayList<>();
    private final CompactionPolicy policy;
    private int made;
    private long rowsFlushed;
    private long rowsRewritten;

    Table(CompactionPolicy policy) {
      this.policy = policy;
    }

    void flush(long rows, Instant now) {
      files.add(file(rows, now));
      rowsFlushed += rows;
    }

    /** As the sink does it: plan, rewrite the first, commit, plan again. */
    void compact(Instant now) {
      for (CompactionPlan plan = plan(now); !plan.rewrites().isEmpty(); plan = plan(now)) {
        Rewrite first = plan.rewrites().get(0);
        Set<ActiveFile> removed = new HashSet<>(first.files());
        assertThat(removed).hasSizeGreaterThanOrEqualTo(2).hasSameSizeAs(first.files());
        assertThat(files).containsAll(removed);
        files.removeAll(removed);
        files.add(file(first.rows(), now));
        rowsRewritten += first.rows();
      }
    }

    private CompactionPlan plan(Instant now) {
      return CompactionPlan.of(EVENTS, files, policy, now);
    }

    private ActiveFile file(long rows, Instant now) {
      return new ActiveFile(
          "part-" + made++,
          Map.of("event_date", DAY),
          FOOTER_BYTES + rows * ROW_BYTES,
          now.toEpochMilli(),
          "{\"numRecords\":" + rows + "}");
    }

    long rows() {
      return files.stream().mapToLong(file -> file.rows().orElseThrow()).sum();
    }

    long large() {
      return files.stream().filter(file -> policy.isLarge(file.sizeBytes())).count();
    }
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void shouldKeepFilesFewAndRewritesRareOverTenThousandFlushes(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 32) int minFiles,
      @ForAll @IntRange(min = 1, max = 5_000) int mostRows) {
    Table table = new Table(new CompactionPolicy(minFiles, 1 << 24));
    Random random = new Random(seed);
    Instant now = MIDNIGHT;
    int flushesBetween = 240; // of a minute
    long mostFiles = 0;

    for (int flush = 1; flush <= 10_000; flush++) {
      now = now.plus(FLUSH_INTERVAL);
      table.flush(1 + random.nextInt(mostRows), now);
      if (flush % flushesBetween == 0) {
        table.compact(now);
        mostFiles = Math.max(mostFiles, table.files.size() - table.large());
      }
    }

    // a file holds less than target/2 or is never touched again: so many tiers there are at most
    int tiers = tiers((1 << 23) / ROW_BYTES, minFiles);
    assertThat(table.rows()).isEqualTo(table.rowsFlushed);
    assertThat(mostFiles).isLessThanOrEqualTo((long) tiers * (minFiles - 1));
    assertThat(table.rowsRewritten).isLessThanOrEqualTo(table.rowsFlushed * tiers);

    // and once the day is over, as few as the target size allows
    for (int day = 3; day < 12; day++) {
      table.compact(now.plus(Duration.ofDays(day))); // what was rewritten is left in peace first
    }
    assertThat(table.rows()).isEqualTo(table.rowsFlushed);
    long bytes = table.rows() * ROW_BYTES;
    assertThat((long) table.files.size()).isLessThanOrEqualTo(1 + bytes / (1 << 23));
  }

  private static int tiers(long rows, int base) {
    int tiers = 1;
    for (long left = rows; left >= base; left /= base) {
      tiers++;
    }
    return tiers;
  }
}
