package io.headwater.streams.topics;

import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.streams.config.StreamsSettings;
import java.io.PrintWriter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code topics plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    header = "Lists every topic there must be, Kafka Streams' own too. Asks no broker.",
    abbreviateSynopsis = true,
    optionListHeading = "%nOptions:%n")
final class PlanCommand extends TopicCommand {

  /** In which form, if not as a table. */
  private static final class Form {
    @Option(names = "--json", description = "One JSON array, under Kafka's names.")
    private boolean json;

    @Option(
        names = "--bicep-parameters",
        description = "The parameter file of docs/azure/event-hubs.bicep.")
    private boolean bicepParameters;
  }

  @ArgGroup private Form form = new Form();

  PlanCommand(InternalTopics internals) {
    super(internals);
  }

  @Override
  void run(TopicPlan plan, StreamsSettings settings, PrintWriter out) {
    if (form.bicepParameters) {
      if (settings.kafka().profile() != Profile.EVENT_HUBS) {
        throw new IllegalArgumentException(
            "--bicep-parameters is for Event Hubs, and the profile decides about retention: add"
                + " --headwater.kafka.profile=event-hubs.");
      }
      out.println(PlanJson.bicepParameters(plan.all()));
    } else {
      out.println(form.json ? PlanJson.topics(plan.all()) : PlanTable.of(plan.all()));
    }
  }
}
