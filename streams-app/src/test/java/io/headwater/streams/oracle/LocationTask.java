package io.headwater.streams.oracle;

import io.headwater.model.WindowAggregate;
import io.headwater.streams.oracle.Action.Hear;
import io.headwater.streams.oracle.Action.Life;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A task by location: the real processor, on stores in memory. From each partition's task it reads
 * in order, from all of them in any.
 */
final class LocationTask {

  private final Stage<byte[], byte[], byte[], WindowAggregate> stage;
  private final List<Queue<Record<byte[], byte[]>>> unread = new ArrayList<>();
  private final Transaction<Sent> sent = new Transaction<>();
  private final TaskLife life;

  /**
   * The task of that number.
   *
   * @param watermark of the slowest partition
   */
  LocationTask(
      ProcessorSupplier<byte[], byte[], byte[], WindowAggregate> supplier,
      int task,
      int partitions,
      LongSupplier watermark) {
    for (int partition = 0; partition < partitions; partition++) {
      unread.add(new ArrayDeque<>());
    }
    stage =
        new Stage<>(
            supplier,
            task,
            (record, child) -> sent.add(new Sent(record.value(), watermark.getAsLong())));
    stage.setClock(PartitionTask.WALL_CLOCK);
    life = new TaskLife(List.of(stage), List.of(sent));
  }

  /** A partition's task has committed it. */
  void receive(int partition, Record<byte[], byte[]> message) {
    unread.get(partition).add(message);
  }

  void apply(Action action) {
    if (action instanceof Hear hear) {
      hear(hear);
    } else if (action instanceof Life what) {
      life.live(what);
    } else {
      throw new IllegalArgumentException("nothing for a task by location: " + action);
    }
  }

  private void hear(Hear hear) {
    Queue<Record<byte[], byte[]>> messages = unread.get(hear.partition());
    for (int i = 0; i < hear.most() && !messages.isEmpty(); i++) {
      Record<byte[], byte[]> message = messages.remove();
      life.perform(() -> stage.process(message));
    }
  }

  /** The closed windows, as far as they are committed. */
  List<Sent> sent() {
    return sent.committed();
  }
}
