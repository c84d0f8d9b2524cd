package io.headwater.streams.anomaly;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.Anomaly;
import io.headwater.model.EnrichedEvent;
import io.headwater.streams.state.BeforeCommit;
import io.headwater.streams.state.PlainStore;
import io.headwater.streams.time.Timed;
import io.headwater.streams.time.TimedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Holds each event against the rules: its anomalies go to their topic, the event, which now names
 * the rules it broke, to the enriched topic, and everything on to the windows and to the alerts.
 */
public final class DetectProcessor implements Processor<byte[], Timed, byte[], Object> {

  private final RulesTopic rules;
  private final DetectMetrics metrics;
  private final StoreNames stores;
  private final Ways ways;

  private ProcessorContext<byte[], Object> context;
  private Detection detection;

  /**
   * The names of the ways on.
   *
   * @param anomalies the sink that takes each {@link Anomaly}
   * @param enriched the sink that takes each {@link EnrichedEvent}
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

  private DetectProcessor(RulesTopic rules, DetectMetrics metrics, StoreNames stores, Ways ways) {
    this.rules = rules;
    this.metrics = metrics;
    this.stores = stores;
    this.ways = ways;
  }

  /**
   * The stage, one processor a task.
   *
   * @param rules those in force
   */
  public static ProcessorSupplier<byte[], Timed, byte[], Object> supplier(
      RulesTopic rules, MeterRegistry registry, StoreNames stores, Ways ways) {
    DetectMetrics metrics = new DetectMetrics(registry);
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], Timed, byte[], Object> get() {
        return new DetectProcessor(rules, metrics, stores, ways);
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
        new Detection(rules::inForce, new StreamStore(context.getStateStore(stores.sensors())));
    BeforeCommit beforeCommit = context.getStateStore(stores.beforeCommit());
    beforeCommit.run(detection::save);
  }

  @Override
  public void process(Record<byte[], Timed> record) {
    Timed timed = record.value();
    if (timed instanceof TimedEvent event) {
      List<Anomaly> anomalies = detection.check(event.event());
      for (Anomaly anomaly : anomalies) {
        send(anomaly, record.timestamp());
      }
      EnrichedEvent judged = judged(event.event(), anomalies);
      context.forward(record.withValue(judged), ways.enriched());
      timed = event.with(judged);
    }
    context.forward(record.withValue(timed), ways.windows());
    context.forward(record.withValue(timed), ways.alerts());
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
}
