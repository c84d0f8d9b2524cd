package io.headwater.quickstart.rules;

import io.headwater.quickstart.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rules list}. */
@Command(
    name = "list",
    description = {
      "Shows the rules in force: those built in, and those of the topic over them.",
      "Tells of malformed records of the topic on standard error.%n"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    abbreviateSynopsis = true,
    sortOptions = false)
final class ListCommand extends RulesTopicCommand {

  @Option(names = "--json", description = "Prints one JSON array instead of a table.")
  private boolean json;

  @Override
  void run() {
    RuleRecords records = topic().read();
    warnOf(records);
    RuleList list = new RuleList(records.inForce());
    print(json ? list.json() : list.text());
  }
}
