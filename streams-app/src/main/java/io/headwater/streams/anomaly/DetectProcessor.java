package io.headwater.streams.anomaly;

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
 * the rules it broke, to the enriched topic, and everything on to the windows.
 */
public final class DetectProcessor implements Processor<byte[], Timed, byte[], Object> {

  private final DetectMetrics metrics;
  private final StoreNames stores;
  private final Ways ways;

  private ProcessorContext<byte[], Object> context;
  private Detection detection;

  /**
   * The names of the three ways on.
   *
   * @param anomalies the sink that takes each {@link Anomaly}
   * @param enriched the sink that takes each {@link EnrichedEvent}
   * @param timed the processor that takes everything {@link Timed}
   */
  public record Ways(String anomalies, String enriched, String timed) {}

  /**
   * The names of its stores.
   *
   * @param sensors keeps what is remembered of sensors
   * @param beforeCommit has no data: it makes the other save
   */
  public record StoreNames(String sensors, String beforeCommit) {}

  private DetectProcessor(DetectMetrics metrics, StoreNames stores, Ways ways) {
    this.metrics = metrics;
    this.stores = stores;
    this.ways = ways;
  }

  /** The stage with the default rules, one processor a task. */
  public static ProcessorSupplier<byte[], Timed, byte[], Object> supplier(
      MeterRegistry registry, StoreNames stores, Ways ways) {
    DetectMetrics metrics = new DetectMetrics(registry);
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], Timed, byte[], Object> get() {
        return new DetectProcessor(metrics, stores, ways);
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
        new Detection(RuleBook::builtIn, new StreamStore(context.getStateStore(stores.sensors())));
    BeforeCommit beforeCommit = context.getStateStore(stores.beforeCommit());
    beforeCommit.run(detection::save);
  }

  @Override
  public void process(Record<byte[], Timed> record) {
    if (record.value() instanceof TimedEvent timed) {
      List<Anomaly> anomalies = detection.check(timed.event());
      for (Anomaly anomaly : anomalies) {
        metrics.anomaly(anomaly.ruleId());
        context.forward(record.withValue(anomaly), ways.anomalies());
      }
      EnrichedEvent judged = judged(timed.event(), anomalies);
      context.forward(record.withValue(judged), ways.enriched());
      context.forward(record.withValue(timed.with(judged)), ways.timed());
    } else {
      context.forward(record, ways.timed());
    }
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
