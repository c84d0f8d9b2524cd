package io.headwater.quickstart.rules;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.config.DeltaSettings;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/** The settings of a dry run, which may read tables too. */
record TrialSettings(
    @Valid KafkaSettings kafka, @Valid TopicSettings topics, @Valid DeltaSettings delta) {

  TrialSettings(
      @Nullable KafkaSettings kafka,
      @Nullable TopicSettings topics,
      @Nullable DeltaSettings delta) {
    this.kafka = kafka == null ? KafkaSettings.defaults() : kafka;
    this.topics = topics == null ? TopicSettings.defaults() : topics;
    this.delta = delta == null ? DeltaSettings.defaults() : delta;
  }
}
