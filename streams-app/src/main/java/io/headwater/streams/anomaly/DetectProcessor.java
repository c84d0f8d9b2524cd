package io.headwater.streams.anomaly;

import io.headwater.model.Anomaly;
import io.headwater.model.EnrichedEvent;
import io.headwater.streams.time.Timed;
import io.headwater.streams.time.TimedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Holds each event against the rules: its anomalies go to their topic, the event, which now names
 * the rules it broke, to the enriched topic, and everything on to the windows.
 */
public final class DetectProcessor implements Processor<byte[], Timed, byte[], Object> {

  private final RuleBook rules;
  private final DetectMetrics metrics;
  private final Ways ways;

  private ProcessorContext<byte[], Object> context;

  /**
   * The names of the three ways on.
   *
   * @param anomalies the sink that takes each {@link Anomaly}
   * @param enriched the sink that takes each {@link EnrichedEvent}
   * @param timed the processor that takes everything {@link Timed}
   */
  public record Ways(String anomalies, String enriched, String timed) {}

  private DetectProcessor(RuleBook rules, DetectMetrics metrics, Ways ways) {
    this.rules = rules;
    this.metrics = metrics;
    this.ways = ways;
  }

  /** The stage with the default rules, one processor a task. */
  public static ProcessorSupplier<byte[], Timed, byte[], Object> supplier(
      MeterRegistry registry, Ways ways) {
    RuleBook rules = RuleBook.defaults();
    DetectMetrics metrics = new DetectMetrics(registry);
    return () -> new DetectProcessor(rules, metrics, ways);
  }

  @Override
  public void init(ProcessorContext<byte[], Object> context) {
    this.context = context;
  }

  @Override
  public void process(Record<byte[], Timed> record) {
    if (record.value() instanceof TimedEvent timed) {
      List<Anomaly> anomalies = rules.check(timed.event());
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
