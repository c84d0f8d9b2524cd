package io.headwater.quickstart.doctor;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.config.FlushSettings;
import io.headwater.sink.config.SinkSettings;
import io.headwater.streams.config.AlertSettings;
import io.headwater.streams.config.DeliverySettings;
import io.headwater.streams.config.ProcessingSettings;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.config.TimeSettings;
import io.headwater.streams.config.WindowSettings;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/** All settings of the stream and of the sink: what they are given, the doctor is given too. */
record DoctorSettings(
    @Valid KafkaSettings kafka,
    @Valid TopicSettings topics,
    @Valid ProcessingSettings streams,
    @Valid TimeSettings time,
    @Valid WindowSettings windows,
    @Valid AlertSettings alerts,
    @Valid DeliverySettings delivery,
    @Valid FlushSettings sink,
    @Valid DeltaSettings delta) {

  DoctorSettings(
      @Nullable KafkaSettings kafka,
      @Nullable TopicSettings topics,
      @Nullable ProcessingSettings streams,
      @Nullable TimeSettings time,
      @Nullable WindowSettings windows,
      @Nullable AlertSettings alerts,
      @Nullable DeliverySettings delivery,
      @Nullable FlushSettings sink,
      @Nullable DeltaSettings delta) {
    StreamsSettings stream =
        new StreamsSettings(kafka, topics, streams, time, windows, alerts, delivery);
    SinkSettings tables = new SinkSettings(kafka, topics, sink, delta);
    this.kafka = stream.kafka();
    this.topics = stream.topics();
    this.streams = stream.streams();
    this.time = stream.time();
    this.windows = stream.windows();
    this.alerts = stream.alerts();
    this.delivery = stream.delivery();
    this.sink = tables.sink();
    this.delta = tables.delta();
  }

  /** Those of the stream. */
  StreamsSettings forStream() {
    return new StreamsSettings(kafka, topics, streams, time, windows, alerts, delivery);
  }

  /** Those of the sink. */
  SinkSettings forSink() {
    return new SinkSettings(kafka, topics, sink, delta);
  }
}
