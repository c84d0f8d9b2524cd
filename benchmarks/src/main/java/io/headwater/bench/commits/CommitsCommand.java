package io.headwater.bench.commits;

import io.headwater.bench.rig.BenchArguments;
import io.headwater.bench.rig.Workbench;
import io.headwater.quickstart.cli.DurationConverter;
import io.headwater.quickstart.cli.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code bench commits}. */
@Command(
    name = "commits",
    description = {
      "Commits one small file after the other to a new table, as the sink does, and times the commits"
          + " when the table is young and when its log is long.",
      "Prints a report in Markdown; docs/performance.md says how to read it.%n"
    },
    footer = {
      "",
      "Settings of the sink may be given too, such as --headwater.delta.base-path=abfss://... for"
          + " other storage: the tables are made in a folder of their own there, and deleted."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    abbreviateSynopsis = true,
    showDefaultValues = true,
    sortOptions = false)
public final class CommitsCommand implements Callable<Integer> {

  private static final String BASE_PATH = "headwater.delta.base-path";
  private static final long MOST_COMMITS = 10_000_000;
  private static final Duration LONGEST_PACE = Duration.ofMinutes(1);

  @Option(
      names = "--at",
      paramLabel = "VERSION",
      split = ",",
      defaultValue = "100,20000",
      description = "Versions of the table from which on commits are timed, ascending.")
  private List<Long> at = List.of();

  @Option(names = "--window", paramLabel = "N", description = "How many are timed at each.")
  private int window = 200;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Commits to another table before that.")
  private int warmUp = 2_000;

  @Option(
      names = "--pace",
      paramLabel = "T",
      defaultValue = "20ms",
      converter = DurationConverter.class,
      description = "From one timed commit to the next.")
  private Duration pace = Duration.ZERO;

  @Mixin private BenchArguments bench = new BenchArguments(1);

  @Unmatched private List<String> unmatched = new ArrayList<>();

  @Override
  public Integer call() {
    bench.between("--window", window, MOST_COMMITS);
    bench.between("--warm-up", warmUp, MOST_COMMITS);
    long before = 0;
    for (long version : at) {
      bench.between("--at", version, MOST_COMMITS);
      if (version <= before) {
        throw bench.outside("--at", "farther apart than --window, ascending");
      }
      before = version + window;
    }
    if (pace.isNegative() || pace.compareTo(LONGEST_PACE) > 0) {
      throw bench.outside("--pace", "from 0 to 1m");
    }
    try (Workbench workbench = Workbench.in(bench.dir())) {
      Map<String, String> settings = new HashMap<>(bench.settings(unmatched, List.of()));
      CommitsOptions options =
          new CommitsOptions(at, window, warmUp, pace, bench.runs(), settings.keySet());
      settings.putIfAbsent(BASE_PATH, workbench.directory().toString());
      CommitsReport report = new Commits(options, settings, bench::tell).run();
      bench.report(report, report.markdown());
    }
    return 0;
  }
}
