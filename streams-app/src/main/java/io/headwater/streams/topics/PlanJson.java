package io.headwater.streams.topics;

import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Topics as JSON: under Kafka's names, and under those of Azure's resource manager. */
final class PlanJson {

  private static final JsonFactory JSON = new JsonFactory();

  private static final String PARAMETERS_SCHEMA =
      "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#";

  private PlanJson() {}

  /** An array of topics. */
  static String topics(List<PlannedTopic> topics) {
    return written(
        json -> {
          json.writeStartArray();
          for (PlannedTopic topic : topics) {
            json.writeStartObject();
            json.writeStringProperty("name", topic.name());
            json.writeStringProperty("role", topic.role().toString());
            json.writeNumberProperty("partitions", topic.partitions());
            json.writeNumberProperty("replication_factor", topic.replicationFactor());
            json.writeObjectPropertyStart("configuration");
            new TreeMap<>(topic.configuration()).forEach(json::writeStringProperty);
            json.writeEndObject();
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /** The parameter file of {@code docs/azure/event-hubs.bicep}. */
  static String bicepParameters(List<PlannedTopic> topics) {
    return written(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("$schema", PARAMETERS_SCHEMA);
          json.writeStringProperty("contentVersion", "1.0.0.0");
          json.writeObjectPropertyStart("parameters");
          json.writeObjectPropertyStart("topics");
          json.writeArrayPropertyStart("value");
          topics.forEach(topic -> writeEventHub(json, topic));
          json.writeEndArray();
          json.writeEndObject();
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static void writeEventHub(JsonGenerator json, PlannedTopic topic) {
    json.writeStartObject();
    json.writeStringProperty("name", topic.name());
    json.writeNumberProperty("partitions", topic.partitions());
    json.writeObjectPropertyStart("retention");
    json.writeStringProperty("cleanupPolicy", azurePolicy(topic));
    topic
        .retention()
        .ifPresent(kept -> json.writeNumberProperty("retentionTimeInHours", kept.toHours()));
    if (topic.isCompacted()) {
      // as long as Kafka keeps them, so that who restores state hears of what was deleted
      json.writeNumberProperty("tombstoneRetentionTimeInHours", 24);
    }
    json.writeEndObject();
    json.writeStringProperty(
        "timestampType", topic.timestampType().equals("LogAppendTime") ? "LogAppend" : "Create");
    json.writeEndObject();
  }

  private static String azurePolicy(PlannedTopic topic) {
    return Arrays.stream(topic.cleanupPolicy().split(","))
        .map(policy -> policy.equals("compact") ? "Compact" : "Delete")
        .sorted((a, b) -> b.compareTo(a)) // DeleteOrCompact is its name
        .collect(Collectors.joining("Or"));
  }

  private static String written(Consumer<JsonGenerator> content) {
    StringWriter text = new StringWriter();
    ObjectWriteContext pretty =
        new ObjectWriteContext.Base() {
          @Override
          public DefaultPrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
          }
        };
    try (JsonGenerator json = JSON.createGenerator(pretty, text)) {
      content.accept(json);
    }
    return text.toString();
  }
}
