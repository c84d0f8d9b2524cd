package io.headwater.quickstart.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.quickstart.cli.BrokerFailures;
import io.headwater.quickstart.cli.CommandFailure;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The rules topic. Every question throws a {@link CommandFailure} when the broker doesn't answer it
 * within a quarter of a minute.
 */
final class RulesTopic {

  private static final int PATIENCE_MS = (int) TopicReader.PATIENCE.toMillis();
  private static final Set<String> OWNED =
      Set.of(
          ProducerConfig.ACKS_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG);

  private final KafkaSettings kafka;
  private final String topic;
  private final TopicReader reader;

  /**
   * @param topic its name
   */
  RulesTopic(KafkaSettings kafka, String topic) {
    this.kafka = kafka;
    this.topic = topic;
    this.reader = new TopicReader(kafka);
  }

  /** All that is in it now. A topic that is missing holds nothing. */
  RuleRecords read() {
    RuleRecords records = new RuleRecords();
    reader.readAll(topic, record -> records.add(text(record.key()), record.value()));
    return records;
  }

  /**
   * Writes a record and waits until the broker has it.
   *
   * @param value null: a tombstone
   */
  void write(String id, byte @Nullable [] value) {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.send(new ProducerRecord<>(topic, id.getBytes(UTF_8), value)).get();
    } catch (KafkaException e) {
      throw failure(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known ? failure(known) : failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("Interrupted while waiting for the broker.", e);
    }
  }

  /**
   * Nothing is written to a topic that is missing: made by default settings it would not be
   * compacted, and forget its rules.
   */
  void requireThere() {
    if (!reader.isThere(topic)) {
      throw new CommandFailure(
          "There is no topic %s at %s: start the stream once, which creates it, or name another with --headwater.topics.rules=NAME."
              .formatted(topic, kafka.bootstrapServers()),
          null);
    }
  }

  /** A record without a key is about nothing, and refused under this name. */
  private static String text(byte @Nullable [] key) {
    return key == null ? "(no key)" : new String(key, UTF_8);
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> client = kafka.producerProperties(OWNED);
    client.put(ProducerConfig.CLIENT_ID_CONFIG, "headwater-rules");
    client.put(ProducerConfig.ACKS_CONFIG, "all");
    client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    client.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
    client.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private CommandFailure failure(Exception why) {
    return new CommandFailure(BrokerFailures.sentence(kafka, why, TopicReader.PATIENCE), why);
  }
}
