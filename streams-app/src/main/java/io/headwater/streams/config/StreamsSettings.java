package io.headwater.streams.config;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.model.settings.TopicSettings;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * {@code headwater}: all settings of the stream app.
 *
 * @param kafka how to reach the broker
 * @param topics what the topics are called
 * @param streams how the stream is run
 * @param time how event time passes
 * @param windows which windows there are
 * @param alerts when anomalies are an alert
 * @param delivery how alerts get to people
 */
@Validated
@ConfigurationProperties("headwater")
public record StreamsSettings(
    @Valid KafkaSettings kafka,
    @Valid TopicSettings topics,
    @Valid ProcessingSettings streams,
    @Valid TimeSettings time,
    @Valid WindowSettings windows,
    @Valid AlertSettings alerts,
    @Valid DeliverySettings delivery) {

  /** Event Hubs takes four commits of offsets a second for a partition. */
  private static final Duration LEAST_COMMIT_INTERVAL_OF_EVENT_HUBS = Duration.ofMillis(250);

  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

  /** Unless the commit interval is longer. */
  private static final Duration LONGEST_COMMIT_INTERVAL = Duration.ofSeconds(1);

  /** Above the commit interval: how long a dead process may hold up those who read its results. */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

  /** Results are seen before their commit: it only bounds what is done again after a crash. */
  private static final Duration COMMIT_INTERVAL_WITHOUT_TRANSACTIONS = Duration.ofSeconds(1);

  /**
   * @throws IllegalArgumentException when two settings do not go together: a sentence for people
   */
  public StreamsSettings(
      @Nullable KafkaSettings kafka,
      @Nullable TopicSettings topics,
      @Nullable ProcessingSettings streams,
      @Nullable TimeSettings time,
      @Nullable WindowSettings windows,
      @Nullable AlertSettings alerts,
      @Nullable DeliverySettings delivery) {
    this.kafka = kafka == null ? KafkaSettings.defaults() : kafka;
    this.topics = topics == null ? TopicSettings.defaults() : topics;
    this.streams = streams == null ? ProcessingSettings.defaults() : streams;
    this.time = time == null ? TimeSettings.defaults() : time;
    this.windows = windows == null ? WindowSettings.defaults() : windows;
    this.alerts = alerts == null ? AlertSettings.defaults() : alerts;
    this.delivery = delivery == null ? DeliverySettings.defaults() : delivery;
    if (this.streams.commitInterval() != null
        && isEventHubs()
        && this.streams.commitInterval().compareTo(LEAST_COMMIT_INTERVAL_OF_EVENT_HUBS) < 0) {
      throw new IllegalArgumentException(
          "headwater.streams.commit-interval is %s, but Event Hubs takes four commits a second for a partition and slows down who sends more: set it to 250ms or more, or leave it out"
              .formatted(DurationText.of(this.streams.commitInterval())));
    }
  }

  /** How long results of live events wait for their commit at most. */
  public Duration commitInterval() {
    return Optional.ofNullable(streams.commitInterval()).orElseGet(this::suitableCommitInterval);
  }

  /**
   * How long results wait for their commit at most, of old events too: the interval at which Kafka
   * Streams commits when nobody asks.
   */
  public Duration longestCommitInterval() {
    Duration shortest = commitInterval();
    return shortest.compareTo(LONGEST_COMMIT_INTERVAL) > 0 ? shortest : LONGEST_COMMIT_INTERVAL;
  }

  /** After how long the broker gives up a transaction whose process is dead. */
  public Duration transactionTimeout() {
    return TRANSACTION_TIMEOUT.plus(longestCommitInterval());
  }

  private Duration suitableCommitInterval() {
    if (streams.guarantee() == Guarantee.AT_LEAST_ONCE) {
      return COMMIT_INTERVAL_WITHOUT_TRANSACTIONS;
    }
    return isEventHubs() ? LEAST_COMMIT_INTERVAL_OF_EVENT_HUBS : COMMIT_INTERVAL;
  }

  private boolean isEventHubs() {
    return kafka.profile() == Profile.EVENT_HUBS;
  }

  /** The defaults. */
  public static StreamsSettings defaults() {
    return new StreamsSettings(null, null, null, null, null, null, null);
  }
}
