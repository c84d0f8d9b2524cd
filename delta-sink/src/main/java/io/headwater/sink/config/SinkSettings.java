package io.headwater.sink.config;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.TopicSettings;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * {@code headwater}: all settings of the sink.
 *
 * @param kafka how to reach the broker
 * @param topics what the topics are called
 * @param sink who this sink is and when it flushes
 * @param delta where the tables are
 */
@Validated
@ConfigurationProperties("headwater")
public record SinkSettings(
    @Valid KafkaSettings kafka,
    @Valid TopicSettings topics,
    @Valid FlushSettings sink,
    @Valid DeltaSettings delta) {

  public SinkSettings(
      @Nullable KafkaSettings kafka,
      @Nullable TopicSettings topics,
      @Nullable FlushSettings sink,
      @Nullable DeltaSettings delta) {
    this.kafka = kafka == null ? KafkaSettings.defaults() : kafka;
    this.topics = topics == null ? TopicSettings.defaults() : topics;
    this.sink = sink == null ? FlushSettings.defaults() : sink;
    this.delta = delta == null ? DeltaSettings.defaults() : delta;
  }

  /** The defaults. */
  public static SinkSettings defaults() {
    return new SinkSettings(null, null, null, null);
  }
}
