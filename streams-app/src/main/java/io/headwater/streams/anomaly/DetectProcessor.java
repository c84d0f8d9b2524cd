package io.headwater.streams.anomaly;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.Anomaly;
import io.headwater.model.EnrichedEvent;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.state.BeforeCommit;
import io.headwater.streams.state.PlainStore;
import io.headwater.streams.time.Mutes;
import io.headwater.streams.time.Timed;
import io.headwater.streams.time.TimedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Holds each event against the rules, and looks for sensors that send nothing: anomalies go to
 * their topic, the event, which now names the rules it broke, to the enriched topic, and everything
 * on to the windows and to the alerts.
 */
public final class DetectProcessor implements Processor<byte[], Timed, byte[], Object> {

  /** Sensors to look at for each record: an event makes less work than that. */
  private static final int SLICE = 16;

  /** Sensors to look at, at a tick of the clock: a few milliseconds. */
  private static final int TICK_SLICE = 200;

  private static final Duration TICK = Duration.ofMillis(10);

  private final StreamsSettings settings;
  private final RulesTopic rules;
  private final Mutes mutes;
  private final DetectMetrics metrics;
  private final StoreNames stores;
  private final Ways ways;

  private ProcessorContext<byte[], Object> context;
  private Detection detection;
  private long watermark;
  private long timestamp;
  private @Nullable Cancellable tick;

  /**
   * The names of the ways on.
   *
   * @param anomalies the sink that takes each {@link Anomaly}
   * @param enriched the sink that takes each {@link EnrichedEvent}, if they are to be written
   * @param windows the processor that takes everything {@link Timed}
   * @param alerts the processor that takes each {@link Anomaly}, and then the {@link Timed} in
   *     which it was found
   */
  public record Ways(String anomalies, String enriched, String windows, String alerts) {}

  /**
   * The names of its stores.
   *
   * @param sensors keeps what is remembered of sensors
   * @param beforeCommit has no data: it makes the other save
   */
  public record StoreNames(String sensors, String beforeCommit) {}

  private DetectProcessor(
      StreamsSettings settings,
      RulesTopic rules,
      Mutes mutes,
      DetectMetrics metrics,
      StoreNames stores,
      Ways ways) {
    this.settings = settings;
    this.rules = rules;
    this.mutes = mutes;
    this.metrics = metrics;
    this.stores = stores;
    this.ways = ways;
  }

  /**
   * The stage, one processor a task.
   *
   * @param rules those in force
   * @param mutes who need not send anything; asked from the stream threads
   */
  public static ProcessorSupplier<byte[], Timed, byte[], Object> supplier(
      StreamsSettings settings,
      RulesTopic rules,
      Mutes mutes,
      MeterRegistry registry,
      StoreNames stores,
      Ways ways) {
    DetectMetrics metrics = new DetectMetrics(registry);
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], Timed, byte[], Object> get() {
        return new DetectProcessor(settings, rules, mutes, metrics, stores, ways);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            PlainStore.builder(stores.sensors()), BeforeCommit.builder(stores.beforeCommit()));
      }
    };
  }

  /** Also after an aborted transaction: then all that was held in memory is void. */
  @Override
  public void init(ProcessorContext<byte[], Object> context) {
    this.context = context;
    detection =
        new Detection(
            rules::inForce,
            mutes,
            settings.time(),
            new StreamStore(context.getStateStore(stores.sensors())),
            silence -> send(silence, timestamp));
    watermark = Timed.NO_WATERMARK;
    timestamp = context.currentSystemTimeMs();
    tick = null;
    BeforeCommit beforeCommit = context.getStateStore(stores.beforeCommit());
    beforeCommit.run(detection::save);
  }

  @Override
  public void process(Record<byte[], Timed> record) {
    Timed timed = record.value();
    timestamp = record.timestamp();
    watermark = timed.watermark();
    detection.heard(context.currentSystemTimeMs());
    if (timed instanceof TimedEvent event) {
      List<Anomaly> anomalies = detection.check(event);
      for (Anomaly anomaly : anomalies) {
        send(anomaly, record.timestamp());
      }
      EnrichedEvent judged = judged(event.event(), anomalies);
      if (settings.streams().emitEnriched()) {
        context.forward(record.withValue(judged), ways.enriched());
      }
      timed = event.with(judged);
    }
    lookForSilences(SLICE);
    context.forward(record.withValue(timed), ways.windows());
    context.forward(record.withValue(timed), ways.alerts());
  }

  /** What is left is for the clock, which ticks only then: a tick costs a commit. */
  private void lookForSilences(int most) {
    boolean done = detection.goOn(watermark, most);
    if (!done && tick == null) {
      tick =
          context.schedule(
              TICK, PunctuationType.WALL_CLOCK_TIME, now -> lookForSilences(TICK_SLICE));
    } else if (done && tick != null) {
      tick.cancel();
      tick = null;
    }
  }

  private void send(Anomaly anomaly, long timestamp) {
    metrics.anomaly(anomaly.ruleId());
    byte[] key = anomaly.sensorId().getBytes(UTF_8);
    Record<byte[], Object> record = new Record<>(key, anomaly, timestamp);
    context.forward(record, ways.anomalies());
    context.forward(record, ways.alerts());
  }

  private static EnrichedEvent judged(EnrichedEvent event, List<Anomaly> anomalies) {
    return anomalies.isEmpty()
        ? event
        : new EnrichedEvent(
            event.event(),
            event.reference(),
            anomalies.stream().map(Anomaly::ruleId).toList(),
            event.late(),
            event.origin());
  }

  /** Kafka Streams would let an old tick go on, for ever, when it revives the task. */
  @Override
  public void close() {
    if (tick != null) {
      tick.cancel();
    }
  }
}
