package io.headwater.model.settings;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code headwater.kafka}: how to reach the broker.
 *
 * @param bootstrapServers default {@code localhost:9092}
 * @param profile what kind of broker it is, default {@code kafka}
 * @param eventHubs read with the profile {@code event-hubs} only
 * @param inputKeying what the keys of the input topic's records are, default {@code by-sensor}
 * @param properties passed through to every Kafka client, over what the profile recommends; a key
 *     an app must own is refused
 */
public record KafkaSettings(
    @Pattern(
            regexp = "\\s*[^\\s,]+:\\d{1,5}\\s*(,\\s*[^\\s,]+:\\d{1,5}\\s*)*",
            message = "must be host:port, or several of them with commas between")
        String bootstrapServers,
    @NotNull Profile profile,
    EventHubsSettings eventHubs,
    @NotNull InputKeying inputKeying,
    Map<String, String> properties) {

  /** What kind of broker it is. */
  public enum Profile {
    /** Apache Kafka, or what answers just like it. */
    KAFKA,
    /** The Kafka endpoint of Azure Event Hubs. */
    EVENT_HUBS;

    /** As it is written in a setting. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What the keys of the input topic's records are. */
  public enum InputKeying {
    /** The {@code sensor_id}: so each sensor is in one partition. */
    BY_SENSOR,
    /** Anything or nothing: a sensor's records may be in any partition. */
    ANY;

    /** As it is written in a setting. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * @throws IllegalArgumentException when a property asks for what that kind of broker does not
   *     have: a sentence for people
   */
  public KafkaSettings(
      @Nullable String bootstrapServers,
      @Nullable Profile profile,
      @Nullable EventHubsSettings eventHubs,
      @Nullable InputKeying inputKeying,
      @Nullable Map<String, String> properties) {
    this.bootstrapServers = bootstrapServers == null ? "localhost:9092" : bootstrapServers;
    this.profile = profile == null ? Profile.KAFKA : profile;
    this.eventHubs = eventHubs == null ? EventHubsSettings.defaults() : eventHubs;
    this.inputKeying = inputKeying == null ? InputKeying.BY_SENSOR : inputKeying;
    this.properties = properties == null ? Map.of() : Map.copyOf(properties);
    if (this.profile == Profile.EVENT_HUBS) {
      EventHubsClient.requireSupported(this.properties);
    }
  }

  /** The defaults. */
  public static KafkaSettings defaults() {
    return new KafkaSettings(null, null, null, null, null);
  }

  /** Properties may hold secrets: only their keys are told. */
  @Override
  public String toString() {
    return "KafkaSettings[bootstrapServers=%s, profile=%s, eventHubs=%s, inputKeying=%s, properties=%s]"
        .formatted(
            bootstrapServers, profile, eventHubs, inputKeying, new TreeSet<>(properties.keySet()));
  }

  /**
   * Settings for any Kafka client: where the broker is, what the profile recommends, and over that
   * the user's own {@code properties}.
   *
   * @param owned keys the caller sets itself, because its guarantees rest on them
   * @throws IllegalArgumentException when {@code properties} has one of them
   */
  public Map<String, Object> clientProperties(Set<String> owned) {
    return client(Map.of(), owned);
  }

  /** As {@link #clientProperties}, with what the profile recommends for consumers. */
  public Map<String, Object> consumerProperties(Set<String> owned) {
    return client(
        profile == Profile.EVENT_HUBS ? EventHubsClient.recommendedForConsumers() : Map.of(),
        owned);
  }

  /** As {@link #clientProperties}, with what the profile recommends for producers. */
  public Map<String, Object> producerProperties(Set<String> owned) {
    return client(
        profile == Profile.EVENT_HUBS ? EventHubsClient.recommendedForProducers() : Map.of(),
        owned);
  }

  private Map<String, Object> client(Map<String, String> recommended, Set<String> owned) {
    Map<String, Object> client = new TreeMap<>();
    if (profile == Profile.EVENT_HUBS) {
      client.putAll(EventHubsClient.recommended());
      client.putAll(recommended);
      client.putAll(EventHubsClient.signIn(eventHubs, bootstrapServers));
    }
    for (Map.Entry<String, String> property : properties.entrySet()) {
      if (owned.contains(property.getKey())) {
        throw new IllegalArgumentException(
            "headwater.kafka.properties."
                + property.getKey()
                + " must not be set: Headwater sets it itself, because its guarantees rest on it."
                + " Remove the property.");
      }
      client.put(property.getKey(), property.getValue());
    }
    client.put("bootstrap.servers", bootstrapServers);
    return client;
  }
}
