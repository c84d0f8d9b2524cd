package io.headwater.quickstart.rules;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.streams.config.TimeSettings;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/** The settings of a dry run: the stream's, and where the tables are. */
record TrialSettings(
    @Valid KafkaSettings kafka,
    @Valid TopicSettings topics,
    @Valid TimeSettings time,
    @Valid DeltaSettings delta) {

  TrialSettings(
      @Nullable KafkaSettings kafka,
      @Nullable TopicSettings topics,
      @Nullable TimeSettings time,
      @Nullable DeltaSettings delta) {
    this.kafka = kafka == null ? KafkaSettings.defaults() : kafka;
    this.topics = topics == null ? TopicSettings.defaults() : topics;
    this.time = time == null ? TimeSettings.defaults() : time;
    this.delta = delta == null ? DeltaSettings.defaults() : delta;
  }
}
