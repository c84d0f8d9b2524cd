package io.headwater.streams.topics;

import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.runtime.StreamsClientConfig;
import java.io.PrintWriter;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine.Command;

/** {@code topics create}. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    header = "Creates the topics of the plan that are missing; may be run again.",
    description = {
      "",
      "Existing topics stay as they are. If one has another number of partitions than the stream",
      "can work with, nothing is created.",
    },
    abbreviateSynopsis = true,
    optionListHeading = "%nOptions:%n")
final class CreateCommand extends TopicCommand {

  CreateCommand(InternalTopics internals) {
    super(internals);
  }

  @Override
  void run(TopicPlan plan, StreamsSettings settings, PrintWriter out) {
    String broker = settings.kafka().bootstrapServers();
    try (Admin admin = Admin.create(new StreamsClientConfig(settings).forAdmin())) {
      new TopicCreation(admin, plan.all()).run(out);
    } catch (ExecutionException e) {
      throw refusal(broker, e.getCause());
    } catch (KafkaException e) {
      throw refusal(broker, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalArgumentException("Interrupted while waiting for Kafka at " + broker, e);
    }
  }

  private static IllegalArgumentException refusal(String broker, Throwable why) {
    if (why instanceof TimeoutException) {
      return new IllegalArgumentException(
          "Kafka at %s does not answer: start it, or say where it is with --headwater.kafka.bootstrap-servers=HOST:PORT."
              .formatted(broker),
          why);
    }
    Throwable root = why;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new IllegalArgumentException(
        "Kafka at %s cannot be used (%s): check headwater.kafka and the rights of its user."
            .formatted(broker, root.getMessage()),
        why);
  }
}
