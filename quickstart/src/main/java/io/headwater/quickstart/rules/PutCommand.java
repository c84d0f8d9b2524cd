package io.headwater.quickstart.rules;

import io.headwater.quickstart.cli.CommandFailure;
import io.headwater.quickstart.cli.Version;
import io.headwater.streams.anomaly.NamedRule;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rules put}. */
@Command(
    name = "put",
    description = {
      "Puts a rule into force, in place of the one with the same id if there is one.",
      "It gets the next version, or the one that the file names if that is higher. Ends when the"
          + " broker has it.%n"
    },
    footer = {
      "",
      "Example:",
      "  echo '{\"kind\": \"threshold\", \"device_type\": \"temperature\", \"high\": 95,",
      "    \"unit\": \"fahrenheit\"}' | headwater rules put - --id threshold"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    abbreviateSynopsis = true,
    sortOptions = false)
final class PutCommand extends RulesTopicCommand {

  @Parameters(paramLabel = "FILE", description = "The rule as JSON; -: from standard input.")
  private String file = "";

  @Option(names = "--id", paramLabel = "ID", required = true, description = "What it is called.")
  private String id = "";

  @Override
  void run() {
    RuleFile written = RuleSource.read(file);
    // Before the broker is asked: what is wrong with the file is wrong without one
    named(written.json(1));
    RulesTopic topic = topic();
    topic.requireThere();
    RuleRecords records = topic.read();
    warnOf(records);
    byte[] json = written.json(records.nextVersion(id));
    NamedRule next = named(json);
    Optional<NamedRule> before = records.inForce(id).map(RuleRecords.Entry::rule);
    Optional<RuleChange> change = before.map(old -> RuleChange.between(old, next));
    if (change.isPresent() && change.get().isNone()) {
      print(
          "%s: version %d says the same already; nothing was put."
              .formatted(id, before.get().version()));
      return;
    }
    topic.write(id, json);
    print(
        "%s: version %d is in force%s."
            .formatted(
                id,
                next.version(),
                before.map(old -> ", in place of version " + old.version()).orElse("")));
    change.ifPresent(changed -> changed.differences().forEach(line -> print("  " + line)));
  }

  /** As the stream will read it: what it refuses is not written. */
  private NamedRule named(byte[] json) {
    try {
      return NamedRule.read(id, json);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("The rule %s can't be put: %s.".formatted(id, e.getMessage()), e);
    }
  }
}
