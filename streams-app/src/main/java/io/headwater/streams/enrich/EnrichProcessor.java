package io.headwater.streams.enrich;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorReference;
import io.headwater.streams.time.Timed;
import io.headwater.streams.time.TimedEvent;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Gives each event its sensor's reference; everything else passes as it is. */
final class EnrichProcessor implements Processor<byte[], Timed, byte[], Timed> {

  private final ReferenceJoin join;
  private final String storeName;

  private ProcessorContext<byte[], Timed> context;
  private ReadOnlyKeyValueStore<Bytes, byte[]> store;

  EnrichProcessor(ReferenceJoin join, String storeName) {
    this.join = join;
    this.storeName = storeName;
  }

  @Override
  public void init(ProcessorContext<byte[], Timed> context) {
    this.context = context;
    KeyValueStore<Bytes, byte[]> global = context.getStateStore(storeName);
    store = global;
  }

  @Override
  public void process(Record<byte[], Timed> record) {
    if (record.value() instanceof TimedEvent timed) {
      EnrichedEvent event = timed.event();
      SensorReference reference = join.of(event.event().sensorId(), store);
      context.forward(record.withValue(timed.with(enriched(event, reference))));
    } else {
      context.forward(record);
    }
  }

  private static EnrichedEvent enriched(EnrichedEvent event, SensorReference reference) {
    return new EnrichedEvent(
        event.event(), reference, event.anomalies(), event.late(), event.origin());
  }
}
