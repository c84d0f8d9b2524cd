package io.headwater.bench.micro;

import io.headwater.bench.report.Machine;
import io.headwater.bench.rig.LauncherOptions;
import io.headwater.quickstart.cli.CommandFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Has JMH run the benchmarks of this class path, in JVMs like those that the launcher starts. */
final class Micro {

  /** As much as the stream gets. */
  private static final String HEAP = "1g";

  private final MicroOptions options;
  private final MicroProgress progress;

  /**
   * @param news is told what happens, a line at a time
   */
  Micro(MicroOptions options, Consumer<String> news) {
    this.options = options;
    this.progress = new MicroProgress(news);
  }

  MicroReport run() {
    Machine machine = Machine.here();
    List<String> jvmOptions = LauncherOptions.of(HEAP, Optional.empty());
    try {
      List<MicroResult> results =
          new Runner(jmh(jvmOptions), progress)
              .run().stream()
                  .map(MicroResult::of)
                  .sorted(Comparator.comparing(MicroResult::name))
                  .toList();
      return new MicroReport(machine, options, jvmOptions, results);
    } catch (NoBenchmarksException e) {
      throw new CommandFailure(
          "No benchmark has '%s' in its name. There are: %s".formatted(options.only(), names()), e);
    } catch (RunnerException e) {
      throw new CommandFailure(
          "JMH could not measure it: %s%s".formatted(e.getMessage(), progress.lastWords()), e);
    }
  }

  private Options jmh(List<String> jvmOptions) {
    TimeValue time = TimeValue.milliseconds(options.time().toMillis());
    return new OptionsBuilder()
        .include(options.only())
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .forks(options.forks())
        .jvmArgs(jvmOptions.toArray(String[]::new))
        .warmupIterations(options.warmUp())
        .warmupTime(time)
        .measurementIterations(options.iterations())
        .measurementTime(time)
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .build();
  }

  private String names() {
    return BenchmarkList.defaultList().getAll(progress, List.of()).stream()
        .map(BenchmarkListEntry::getUsername)
        .map(MicroResult::shortName)
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
