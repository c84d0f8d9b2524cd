package io.headwater.quickstart.rules;

import io.headwater.quickstart.cli.CommandFailure;
import io.headwater.quickstart.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rules delete}. */
@Command(
    name = "delete",
    description = {
      "Withdraws a rule of the topic; the built-in rule with its id, if there is one, comes back.",
      "To switch a built-in rule off, put it with \"enabled\": false.%n"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    abbreviateSynopsis = true,
    sortOptions = false)
final class DeleteCommand extends RulesTopicCommand {

  @Parameters(paramLabel = "ID", description = "What it is called.")
  private String id = "";

  @Override
  void run() {
    RulesTopic topic = topic();
    topic.requireThere();
    RuleRecords records = topic.read();
    warnOf(records);
    RuleRecords.Entry withdrawn = records.inForce(id).orElseThrow(() -> unknown(id, records));
    if (withdrawn.source() == RuleRecords.Source.BUILT_IN) {
      throw new CommandFailure(
          "The rule %s is built in, and the topic has nothing to withdraw: to switch it off, put it with \"enabled\": false."
              .formatted(id),
          null);
    }
    topic.write(id, null);
    print(
        "%s: version %d is withdrawn; %s."
            .formatted(
                id,
                withdrawn.rule().version(),
                records
                    .builtIn(id)
                    .map(
                        rule ->
                            "the built-in rule is in force again: " + RuleWords.check(rule.check()))
                    .orElse("no rule has that id now")));
  }
}
