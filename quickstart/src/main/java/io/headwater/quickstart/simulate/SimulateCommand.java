package io.headwater.quickstart.simulate;

import io.headwater.quickstart.cli.BrokerArguments;
import io.headwater.quickstart.cli.ClientSettings;
import io.headwater.quickstart.cli.Version;
import io.headwater.quickstart.replay.Series;
import io.headwater.quickstart.simulate.ProgressPrinter.Target;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code simulate}: a plant's events, or a recorded series, into the input topic. */
@Command(
    name = "simulate",
    description =
        "Sends the events of a simulated plant, or of a recorded machine, until all is sent or"
            + " Ctrl-C.",
    footer = {
      "",
      "The apps' settings below headwater.kafka and headwater.topics may be given too, such as"
          + " --headwater.topics.events=NAME.",
      "",
      "Examples:",
      "  a plant of 2,000 sensors, now, with what is known about them:",
      "    headwater simulate --rate 5000 --sensors 2000 --reference",
      "  its last day, all at once:",
      "    headwater simulate --rate 0 --event-rate 500 --duration 24h",
      "  a real machine, a sample of five minutes each second:",
      "    headwater simulate --replay machine-temperature --speed-up 300"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    abbreviateSynopsis = true,
    showDefaultValues = true,
    sortOptions = false)
public final class SimulateCommand implements Callable<Integer> {

  @Mixin private BrokerArguments broker = new BrokerArguments();

  @Option(names = "--events", paramLabel = "N", description = "Ends after so many events.")
  private @Nullable Long events;

  @ArgGroup(validate = false, heading = "%nA plant:%n", order = 1)
  private PlantArguments plant = new PlantArguments();

  @ArgGroup(validate = false, heading = "%nA recorded series, instead of a plant:%n", order = 2)
  private ReplayArguments replay = new ReplayArguments();

  @Unmatched private List<String> unmatched = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Simulator simulator = simulator();
    CountDownLatch finished = new CountDownLatch(1);
    Thread stopOnSignal = new Thread(() -> stop(simulator, finished), "stop-simulation");
    Runtime.getRuntime().addShutdownHook(stopOnSignal);
    try {
      run(simulator);
      return 0;
    } finally {
      finished.countDown();
    }
  }

  private void run(Simulator simulator) {
    Target target = Ansi.AUTO.enabled() ? Target.TERMINAL : Target.FILE;
    SimulationReport report;
    try (ProgressPrinter progress =
        new ProgressPrinter(spec.commandLine().getOut(), target, simulator::report)) {
      progress.start();
      report = simulator.run();
    }
    spec.commandLine().getOut().println(report.summary());
    spec.commandLine().getOut().flush();
  }

  private Simulator simulator() {
    try {
      ClientSettings settings = ClientSettings.bind(broker.settings(unmatched));
      if (replay.series().isEmpty()) {
        refuse(ReplayArguments.class, "only makes sense with " + ReplayArguments.SERIES);
        return Simulator.of(settings.kafka(), settings.topics(), plant.options(limit()));
      }
      refuse(PlantArguments.class, "belongs to a plant, not to a " + ReplayArguments.SERIES);
      return Simulator.replay(
          settings.kafka(),
          settings.topics(),
          Series.read(replay.series().get()),
          replay.options(),
          limit().orElse(Long.MAX_VALUE));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private OptionalLong limit() {
    if (events == null) {
      return OptionalLong.empty();
    }
    if (events < 1) {
      throw new IllegalArgumentException("--events is " + events + ", and must be at least 1");
    }
    return OptionalLong.of(events);
  }

  /** An option without effect would look as if it had one. */
  private void refuse(Class<?> argumentsOf, String why) {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (option.userObject() instanceof Field field && field.getDeclaringClass() == argumentsOf) {
        throw new IllegalArgumentException(option.longestName() + " " + why);
      }
    }
  }

  /** Lets the run end in good order, with its last line, before the process is gone. */
  private static void stop(Simulator simulator, CountDownLatch finished) {
    simulator.stop();
    try {
      finished.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
