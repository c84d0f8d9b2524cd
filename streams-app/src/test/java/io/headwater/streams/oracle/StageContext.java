package io.headwater.streams.oracle;

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What a processor sees of Kafka Streams: what it forwards goes straight on to the next. */
final class StageContext<K, V> extends MockProcessorContext<K, V> {

  /** Where a processor's records go. */
  @FunctionalInterface
  interface Output<K, V> {
    /** A record for one child, or for all when it names none. */
    void accept(Record<? extends K, ? extends V> record, @Nullable String child);
  }

  private static final Properties CONFIG = new Properties();

  static {
    CONFIG.put(StreamsConfig.APPLICATION_ID_CONFIG, "oracle");
    CONFIG.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
  }

  private final Output<K, V> output;
  private final List<Punctuator> punctuators = new ArrayList<>();

  StageContext(int partition, Output<K, V> output) {
    super(CONFIG, new TaskId(0, partition), new File("unused"));
    this.output = output;
  }

  /** The period of every punctuation has passed. */
  void punctuate(long wallClockMillis) {
    List.copyOf(punctuators).forEach(punctuator -> punctuator.punctuate(wallClockMillis));
  }

  /** Forgets what the processor before has scheduled. */
  void restart() {
    punctuators.clear();
  }

  @Override
  public Cancellable schedule(Duration interval, PunctuationType type, Punctuator punctuator) {
    if (type != PunctuationType.WALL_CLOCK_TIME) {
      throw new UnsupportedOperationException("stream time is not the watermark");
    }
    punctuators.add(punctuator);
    return () -> punctuators.remove(punctuator);
  }

  @Override
  public <A extends K, B extends V> void forward(Record<A, B> record) {
    output.accept(record, null);
  }

  @Override
  public <A extends K, B extends V> void forward(Record<A, B> record, String child) {
    output.accept(record, child);
  }
}
