package io.headwater.bench.commits;

import io.headwater.bench.report.Machine;
import io.headwater.bench.rig.Waiting;
import io.headwater.quickstart.cli.CommandFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** Commits to one table, one after the other, and times some of them. */
final class Commits {

  private static final int DIGITS = 3;
  private static final long NEWS_EVERY = 5_000;

  private final CommitsOptions options;
  private final Map<String, String> settings;
  private final Consumer<String> news;

  /**
   * @param settings of the sink, with where the tables are made
   * @param news is told what happens, a line at a time
   */
  Commits(CommitsOptions options, Map<String, String> settings, Consumer<String> news) {
    this.options = options;
    this.settings = settings;
    this.news = news;
  }

  CommitsReport run() {
    Machine machine = Machine.here();
    try {
      warmUp();
      List<CommitsRun> runs = new ArrayList<>();
      for (int number = 1; number <= options.runs(); number++) {
        runs.add(new CommitsRun(times()));
      }
      return new CommitsReport(machine, options, runs);
    } catch (IOException e) {
      throw new CommandFailure("The storage of the table fails: " + e.getMessage(), e);
    }
  }

  /** By then the JVM has compiled what commits run, so that young tables are not at a handicap. */
  private void warmUp() throws IOException {
    news.accept("Warming up with %,d commits to another table …".formatted(options.warmUp()));
    try (GrowingTable table = GrowingTable.create(settings)) {
      for (int number = 0; number < options.warmUp(); number++) {
        table.commit();
      }
    }
  }

  private List<CommitTimes> times() throws IOException {
    List<CommitTimes> times = new ArrayList<>();
    try (GrowingTable table = GrowingTable.create(settings)) {
      Histogram nanos = new Histogram(DIGITS);
      for (long version = 1; version <= options.last(); version++) {
        if (options.isTimed(version)) {
          nanos.recordValue(timed(table));
          if (!options.isTimed(version + 1)) {
            CommitTimes here = CommitTimes.of(version + 1 - nanos.getTotalCount(), nanos);
            times.add(here);
            news.accept(
                "From version %,d on: half of the commits within %.2f ms"
                    .formatted(here.from(), here.p50()));
            nanos.reset();
          }
        } else {
          table.commit();
        }
        if (version % NEWS_EVERY == 0) {
          news.accept("%,d commits".formatted(version));
        }
      }
    }
    return times;
  }

  private long timed(GrowingTable table) throws IOException {
    long begin = System.nanoTime();
    table.commit();
    long took = System.nanoTime() - begin;
    Duration rest = options.pace().minusNanos(took);
    if (!rest.isNegative()) {
      Waiting.pause(rest);
    }
    return took;
  }
}
