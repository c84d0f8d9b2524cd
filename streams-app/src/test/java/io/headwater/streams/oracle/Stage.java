package io.headwater.streams.oracle;

import io.headwater.streams.oracle.StageContext.Output;
import io.headwater.streams.state.BeforeCommit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** A real processor with the stores it asks for, run as a task of Kafka Streams runs it. */
final class Stage<A, B, C, D> {

  private final ProcessorSupplier<A, B, C, D> supplier;
  private final StageContext<C, D> context;
  private final List<MapStore<?, ?>> stores = new ArrayList<>();
  private final List<BeforeCommit> hooks = new ArrayList<>();
  private @Nullable Processor<A, B, C, D> processor;

  Stage(ProcessorSupplier<A, B, C, D> supplier, int partition, Output<C, D> output) {
    this.supplier = supplier;
    this.context = new StageContext<>(partition, output);
    for (StoreBuilder<?> builder : supplier.stores()) {
      // the only store without a changelog is the one without data
      if (builder.loggingEnabled()) {
        MapStore<Object, Object> store = new MapStore<>(builder.name());
        stores.add(store);
        context.addStateStore(store);
      } else {
        BeforeCommit hook = (BeforeCommit) builder.build();
        hooks.add(hook);
        context.addStateStore(hook);
      }
    }
  }

  /** The place that the records that follow come from. */
  void setOrigin(String topic, int partition, long offset) {
    context.setRecordMetadata(topic, partition, offset);
  }

  /** A new processor on the stores as they are. */
  void start() {
    context.restart();
    processor = supplier.get();
    processor.init(context);
  }

  /** The wall clock of everything that follows. */
  void setClock(Instant now) {
    context.setCurrentSystemTimeMs(now.toEpochMilli());
  }

  /** The period of its punctuations has passed. */
  void punctuate() {
    context.punctuate(context.currentSystemTimeMs());
  }

  void process(Record<A, B> record) {
    running().process(record);
  }

  /** What Kafka Streams does before the commit, and the commit itself. */
  void commit() {
    hooks.forEach(BeforeCommit::flushCache);
    stores.forEach(MapStore::commitEntries);
  }

  /** The process dies: what is in memory is lost, and what was not committed. */
  void crash() {
    stop();
    stores.forEach(MapStore::rollBack);
  }

  void stop() {
    running().close();
    hooks.forEach(BeforeCommit::close);
    processor = null;
  }

  private Processor<A, B, C, D> running() {
    if (processor == null) {
      throw new IllegalStateException("not started");
    }
    return processor;
  }
}
