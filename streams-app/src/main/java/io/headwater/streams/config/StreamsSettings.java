package io.headwater.streams.config;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.TopicSettings;
import jakarta.validation.Valid;
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
  }

  /** The defaults. */
  public static StreamsSettings defaults() {
    return new StreamsSettings(null, null, null, null, null, null, null);
  }
}
