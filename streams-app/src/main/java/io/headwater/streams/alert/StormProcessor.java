package io.headwater.streams.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.Alert;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.state.BeforeCommit;
import io.headwater.streams.state.PacedCommits;
import io.headwater.streams.state.PlainStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Sees all alerts of a location together: too many of one rule in a short time are a storm, which
 * is an alert of its own and stands for those that follow. All of them are written, those by sensor
 * with the sensor id as key.
 */
public final class StormProcessor implements Processor<byte[], byte[], byte[], Alert> {

  /**
   * The names of its stores.
   *
   * @param storms keeps storms and what may become one
   * @param beforeCommit has no data: it makes the other save
   */
  public record StoreNames(String storms, String beforeCommit) {}

  private final StreamsSettings settings;
  private final AlertMetrics metrics;
  private final StoreNames stores;

  private ProcessorContext<byte[], Alert> context;
  private StormStore storms;
  private PacedCommits paced;
  private PromptCommits prompt;

  private StormProcessor(StreamsSettings settings, AlertMetrics metrics, StoreNames stores) {
    this.settings = settings;
    this.metrics = metrics;
    this.stores = stores;
  }

  /** The stage, one processor a task. */
  public static ProcessorSupplier<byte[], byte[], byte[], Alert> supplier(
      StreamsSettings settings, MeterRegistry registry, StoreNames stores) {
    AlertMetrics metrics = new AlertMetrics(registry);
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], byte[], byte[], Alert> get() {
        return new StormProcessor(settings, metrics, stores);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            PlainStore.builder(stores.storms()),
            BeforeCommit.builderAwaitingSent(stores.beforeCommit()));
      }
    };
  }

  /** Also after an aborted transaction: then all that was held in memory is void. */
  @Override
  public void init(ProcessorContext<byte[], Alert> context) {
    this.context = context;
    storms = new StormStore(context.getStateStore(stores.storms()), settings.alerts().storm());
    paced = new PacedCommits(context, settings);
    prompt = new PromptCommits(context, settings.streams().guarantee());
    BeforeCommit beforeCommit = context.getStateStore(stores.beforeCommit());
    beforeCommit.run(this::save);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    paced.sent(record.timestamp());
    Alert change = AlertFormat.decode(ByteBuffer.wrap(record.value()));
    String sensorId = Objects.requireNonNull(change.sensorId(), "an alert by sensor names it");
    for (Alert alert : storms.take(sensorId, change, context.currentSystemTimeMs())) {
      metrics.written(alert);
      String key = alert.sensorId() == null ? alert.location() : alert.sensorId();
      context.forward(new Record<>(key.getBytes(UTF_8), alert, record.timestamp()));
      prompt.sent(record.timestamp());
    }
    prompt.ask();
  }

  private void save() {
    paced.beforeCommit();
    storms.save();
  }

  @Override
  public void close() {
    paced.close();
  }
}
