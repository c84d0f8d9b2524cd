package io.headwater.quickstart.rules;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.headwater.model.EventTime;
import io.headwater.quickstart.cli.CommandFailure;
import io.headwater.quickstart.cli.InstantConverter;
import io.headwater.quickstart.cli.Version;
import io.headwater.streams.anomaly.NamedRule;
import io.headwater.streams.config.TimeSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rules dry-run}. */
@Command(
    name = "dry-run",
    description = {
      "Says how often a rule would have fired on what was recorded, and on which sensors, next to"
          + " what is in force now. Writes nothing.",
      "Reads the topic of enriched events, as far back as it keeps them, or the table of events.%n"
    },
    footer = {
      "",
      "Example:",
      "  headwater rules dry-run hall-2.json --id hall-2-heat --base-path data/tables",
      "    --from 2026-03-01T00:00:00Z --to 2026-03-08T00:00:00Z"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    abbreviateSynopsis = true,
    sortOptions = false)
final class DryRunCommand extends RulesTopicCommand {

  private static final String TRIED = "tried";
  private static final String BASE_PATH = "--headwater.delta.base-path=";

  /** So many fit into the memory that the launcher gives; more are sorted on disk. */
  private static final int HELD_EVENTS = 200_000;

  private static final int MOST_SENSORS = 100_000;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "The rule as JSON; -: from standard input.")
  private @Nullable String file;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "With FILE: the rule whose place it would take. Without: the rule in force to try, as if"
              + " it were enabled.")
  private @Nullable String id;

  @Option(
      names = "--from",
      paramLabel = "T",
      required = true,
      converter = InstantConverter.class,
      description = "Event time to begin at, like 2026-03-01T06:00:00Z.")
  private Instant from = Instant.EPOCH;

  @Option(
      names = "--to",
      paramLabel = "T",
      required = true,
      converter = InstantConverter.class,
      description = "Event time to end before.")
  private Instant to = Instant.EPOCH;

  @Option(
      names = "--base-path",
      paramLabel = "DIR",
      description = "Reads the table of events there, instead of the topic.")
  private @Nullable String basePath;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many sensors to name. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(names = "--json", description = "Prints one JSON object instead of tables.")
  private boolean json;

  @Override
  void run() {
    if (file == null && id == null) {
      throw wrong("Name a FILE with a rule, or a rule in force with --id.");
    }
    if (top < 0 || top > MOST_SENSORS) {
      throw wrong("--top must lie between 0 and " + MOST_SENSORS);
    }
    TimeRange range = range();
    TrialSettings settings =
        settings(TrialSettings.class, basePath == null ? List.of() : List.of(BASE_PATH + basePath));
    RuleFile written = file == null ? null : RuleSource.read(file);
    RuleRecords records = new RulesTopic(settings.kafka(), settings.topics().rules()).read();
    warnOf(records);
    List<NamedRule> inForce = records.inForce().stream().map(RuleRecords.Entry::rule).toList();
    NamedRule rule = rule(written, records);
    EventSource source =
        basePath == null
            ? new TopicEvents(
                settings.kafka(), settings.topics().enriched(), InstantSource.system())
            : new TableEvents(settings.delta(), settings.topics());
    ReplayOrder order = ReplayOrder.of(settings.kafka().inputKeying());
    RuleTrial trial = new RuleTrial(inForce, rule, range, order, settings.time());
    replay(
        source,
        range.widened(history(inForce, rule), untilTold(settings.time())),
        order,
        known(settings),
        trial);
    TrialReport report = trial.report(source.words(), top);
    print(json ? report.json() : report.text());
  }

  private static void replay(
      EventSource source, TimeRange range, ReplayOrder order, KnownSensors known, RuleTrial trial) {
    try (SortedEvents events = new SortedEvents(order, HELD_EVENTS)) {
      Extent extent = source.read(range, events::add);
      events.forEach(event -> trial.accept(known.complete(event)));
      trial.finish(extent);
    }
  }

  private TimeRange range() {
    try {
      return new TimeRange(EventTime.ofInstant(from), EventTime.ofInstant(to));
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private NamedRule rule(@Nullable RuleFile written, RuleRecords records) {
    if (written == null) {
      NamedRule rule =
          records.inForce(id).map(RuleRecords.Entry::rule).orElseThrow(() -> unknown(id, records));
      return new NamedRule(rule.id(), rule.version(), true, rule.subject(), rule.check());
    }
    String tried = id == null ? TRIED : id;
    try {
      return NamedRule.read(tried, written.json(records.nextVersion(tried)));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          "The rule %s can't be tried: %s.".formatted(tried, e.getMessage()), e);
    }
  }

  /** What the rules that are compared look back on. */
  private static long history(List<NamedRule> inForce, NamedRule rule) {
    return Stream.concat(inForce.stream(), Stream.of(rule))
        .filter(each -> each.check().kind() == rule.check().kind())
        .mapToLong(each -> RuleHistory.of(each.check()))
        .max()
        .orElse(0);
  }

  /**
   * How much later the watermark is there at the latest: what comes before that ends a silence, and
   * its own time may be ahead.
   */
  private static long untilTold(TimeSettings time) {
    return MICROSECONDS.convert(
        time.watermarkDelay().plus(time.idleTimeout()).plus(time.maxAhead()));
  }

  private static KnownSensors known(TrialSettings settings) {
    KnownSensors known = new KnownSensors();
    new TopicReader(settings.kafka())
        .readAll(settings.topics().reference(), record -> known.add(record.key(), record.value()));
    return known;
  }
}
