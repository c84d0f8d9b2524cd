package io.headwater.streams.time;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.streams.config.WindowSettings;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Where a sensor's events may be in any input partition: sends each event to the task of its
 * sensor, with its own partition's watermark, and that watermark to all tasks whenever it matters
 * to them. {@link GatherProcessor} is the other end.
 */
public final class SpreadProcessor implements Processor<byte[], Timed, byte[], byte[]> {

  private final WindowSettings windows;

  private ProcessorContext<byte[], byte[]> context;
  private MarkThinning thinning;
  private int partition;

  private SpreadProcessor(WindowSettings windows) {
    this.windows = windows;
  }

  /** The stage, one processor a task. */
  public static ProcessorSupplier<byte[], Timed, byte[], byte[]> supplier(WindowSettings windows) {
    return () -> new SpreadProcessor(windows);
  }

  /** For the topic between: events go where their sensor belongs, by key; marks are for all. */
  public static StreamPartitioner<byte[], byte[]> partitioner() {
    return (topic, key, message, partitions) ->
        TimedFormat.isMark(message) ? Optional.of(all(partitions)) : Optional.empty();
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    partition = context.taskId().partition();
    thinning = new MarkThinning(windows.pane());
  }

  @Override
  public void process(Record<byte[], Timed> record) {
    Timed timed = record.value();
    if (timed instanceof TimedEvent event) {
      byte[] key = event.event().event().sensorId().getBytes(UTF_8);
      send(key, new SpreadMessage.Event(partition, timed.watermark(), event.event()), record);
    }
    UpstreamMark mark = new UpstreamMark(timed.watermark(), timed.activity());
    if (thinning.isNews(mark)) {
      send(null, new SpreadMessage.Mark(partition, mark), record);
    }
  }

  private void send(byte @Nullable [] key, SpreadMessage message, Record<byte[], Timed> record) {
    context.forward(new Record<>(key, TimedFormat.encode(message), record.timestamp()));
  }

  private static Set<Integer> all(int partitions) {
    return IntStream.range(0, partitions).boxed().collect(Collectors.toUnmodifiableSet());
  }
}
