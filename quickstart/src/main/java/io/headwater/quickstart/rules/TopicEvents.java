package io.headwater.quickstart.rules;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.EventTime;
import io.headwater.model.json.ContractViolation;
import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.settings.KafkaSettings;
import io.headwater.quickstart.cli.CommandFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The events of the enriched topic, as far back as it keeps them. */
final class TopicEvents implements EventSource {

  /**
   * A record carries the time its device's record was sent at. An event may be ahead of that, by as
   * much as the largest {@code headwater.time.max-ahead} that makes sense.
   */
  private static final Duration AHEAD = Duration.ofDays(1);

  private final KafkaSettings kafka;
  private final String topic;
  private final InstantSource clock;
  private final EnrichedEventJson json = new EnrichedEventJson();

  TopicEvents(KafkaSettings kafka, String topic, InstantSource clock) {
    this.kafka = kafka;
    this.topic = topic;
    this.clock = clock;
  }

  @Override
  public String words() {
    return "the topic %s at %s".formatted(topic, kafka.bootstrapServers());
  }

  @Override
  public Extent read(TimeRange range, Consumer<RecordedEvent> events) {
    Instant now = clock.instant();
    TopicReader reader = new TopicReader(kafka);
    if (!reader.isThere(topic)) {
      throw new CommandFailure(
          "There is no topic %s at %s: say where the table is with --base-path DIR, or name the topic with --headwater.topics.enriched=NAME."
              .formatted(topic, kafka.bootstrapServers()),
          null);
    }
    long from = TimeUnit.MICROSECONDS.toMillis(range.from()) - AHEAD.toMillis();
    reader.readFrom(
        topic,
        Math.max(0, from),
        record -> {
          EnrichedEvent event = event(record);
          if (range.contains(event.event().eventTime())) {
            events.accept(new RecordedEvent(event, record.timestamp()));
          }
        });
    return new Extent(now, forgotten(reader, range.from()));
  }

  private List<String> forgotten(TopicReader reader, long from) {
    return reader
        .completeSince(topic)
        .filter(since -> since.isAfter(EventTime.toInstant(from)))
        .map(
            "The topic has lost what was sent before %s; the table may have it (--base-path)."
                ::formatted)
        .stream()
        .toList();
  }

  private EnrichedEvent event(ConsumerRecord<byte[], byte[]> record) {
    try {
      return json.decode(record.value());
    } catch (ContractViolation e) {
      throw new CommandFailure(
          "The record at offset %d of %s-%d is no enriched event: %s."
              .formatted(record.offset(), record.topic(), record.partition(), e.getMessage()),
          e);
    }
  }
}
