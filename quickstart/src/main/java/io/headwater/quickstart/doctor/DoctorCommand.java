package io.headwater.quickstart.doctor;

import io.headwater.quickstart.cli.BrokerArguments;
import io.headwater.quickstart.cli.DurationConverter;
import io.headwater.quickstart.cli.SettingsBinder;
import io.headwater.quickstart.cli.Version;
import io.headwater.quickstart.doctor.broker.BrokerChecks;
import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Examined;
import io.headwater.quickstart.doctor.clock.ClockCheck;
import io.headwater.quickstart.doctor.clock.ClockReadings;
import io.headwater.quickstart.doctor.machine.MachineChecks;
import io.headwater.quickstart.doctor.storage.StorageChecks;
import io.headwater.quickstart.doctor.webhook.WebhookChecks;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code doctor}. */
@Command(
    name = "doctor",
    description = {
      "Looks at all that stream and sink need: broker, topics, transactions, storage, tables,"
          + " webhooks, this machine. Says what is wrong and what to do.",
      "Takes the settings of stream and sink. Writes no record, posts no alert; what it tries out in"
          + " the storage it deletes.%n"
    },
    footer = {
      "",
      "Ends with 0 when nothing failed (warnings may be there), with 1 when something did, with 2"
          + " when a setting makes no sense."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    abbreviateSynopsis = true,
    sortOptions = false)
public final class DoctorCommand implements Callable<Integer> {

  private static final String JAVA_OPTIONS = "HEADWATER_JAVA_OPTS";

  @Mixin private BrokerArguments arguments = new BrokerArguments();

  @Option(names = "--json", description = "Prints one JSON object instead of a table.")
  private boolean json;

  @Option(
      names = "--timeout",
      paramLabel = "T",
      defaultValue = "90s",
      converter = DurationConverter.class,
      description =
          "How long it may take at most, all checks together. Default: ${DEFAULT-VALUE}. Each check"
              + " has a limit of its own below that.")
  private Duration timeout = Duration.ofSeconds(90);

  @Option(
      names = "--ask-webhooks",
      description =
          "Sends OPTIONS to each webhook, which posts nothing. Default: only connects to it.")
  private boolean askWebhooks;

  @Unmatched private List<String> unmatched = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    DoctorSettings settings = settings();
    Secrets secrets = Secrets.of(settings);
    InstantSource clock = InstantSource.system();
    ClockReadings readings = new ClockReadings();
    try (BrokerChecks broker = BrokerChecks.of(settings.forStream(), clock, readings)) {
      List<Examined> results =
          new Doctor(timeout, clock).examine(checks(settings, broker.checks(), clock, readings));
      Report report = new Report(results, secrets);
      PrintWriter out = spec.commandLine().getOut();
      out.println(json ? report.json() : report.text());
      out.flush();
      return report.isGood() ? 0 : 1;
    }
  }

  private List<Check> checks(
      DoctorSettings settings,
      List<Check> brokerChecks,
      InstantSource clock,
      ClockReadings readings) {
    List<Check> checks = new ArrayList<>();
    checks.addAll(
        MachineChecks.of(
            settings.streams(),
            settings.forSink(),
            Objects.requireNonNullElse(System.getenv(JAVA_OPTIONS), "")));
    checks.addAll(brokerChecks);
    checks.addAll(StorageChecks.of(settings.forSink(), clock, readings));
    checks.addAll(
        askWebhooks
            ? WebhookChecks.asking(settings.delivery(), clock, readings)
            : WebhookChecks.silent(settings.delivery(), clock));
    checks.add(new ClockCheck(readings, settings.time()));
    return checks;
  }

  private DoctorSettings settings() {
    try {
      return SettingsBinder.bind(DoctorSettings.class, arguments.settings(unmatched));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
