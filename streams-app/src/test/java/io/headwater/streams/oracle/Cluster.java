package io.headwater.streams.oracle;

import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.oracle.Action.Hear;
import io.headwater.streams.oracle.Action.Life;
import io.headwater.streams.time.Activity;
import io.headwater.streams.time.Timed;
import io.headwater.streams.window.LocationMessages;
import io.headwater.streams.window.LocationProcessor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The part of the stream that makes windows: a task for each input partition, some by location, and
 * the topic between them.
 */
final class Cluster {

  /** How many tasks there are by location. */
  static final int LOCATION_TASKS = 2;

  /** What a slice leaves is closed with the next tick; no history fills this many. */
  private static final int TICKS = 50;

  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final List<PartitionTask> partitions = new ArrayList<>();
  private final List<LocationTask> locations = new ArrayList<>();

  Cluster(StreamsSettings settings, int count) {
    for (int partition = 0; partition < count; partition++) {
      partitions.add(new PartitionTask(settings, partition));
    }
    var supplier =
        LocationProcessor.supplier(
            settings,
            new Partitions(count, () -> null),
            metrics,
            new LocationProcessor.StoreNames("location-windows", "location-before-commit"));
    for (int task = 0; task < LOCATION_TASKS; task++) {
      locations.add(new LocationTask(supplier, task, count, this::watermark));
    }
  }

  /** Runs it through that history, and on until nothing more happens. */
  static Cluster after(History history, StreamsSettings settings) {
    Cluster cluster = new Cluster(settings, history.partitions());
    history.steps().forEach(cluster::apply);
    cluster.settle();
    return cluster;
  }

  private void apply(Step step) {
    switch (step.part()) {
      case SENSORS -> {
        partitions.get(step.task()).apply(step.action());
        transmit(step.task());
      }
      case LOCATIONS -> locations.get(step.task()).apply(step.action());
    }
  }

  private void settle() {
    for (int partition = 0; partition < partitions.size(); partition++) {
      settle(partition);
    }
    for (LocationTask location : locations) {
      for (int partition = 0; partition < partitions.size(); partition++) {
        location.apply(new Hear(partition, Integer.MAX_VALUE));
      }
      tick(location::apply);
    }
  }

  private void settle(int partition) {
    tick(partitions.get(partition)::apply);
    transmit(partition);
  }

  private static void tick(Consumer<Action> task) {
    for (int tick = 0; tick < TICKS; tick++) {
      task.accept(Life.TICK);
    }
    task.accept(Life.COMMIT);
  }

  /** Brings what a partition's task has committed to the tasks it is for, as the topic would. */
  private void transmit(int partition) {
    for (Record<? extends byte[], ?> message : partitions.get(partition).takeForLocations()) {
      byte[] bytes = LocationMessages.serializer().serialize("locations", message.value());
      for (int task : targets(message)) {
        locations.get(task).receive(partition, message.withKey(message.key()).withValue(bytes));
      }
    }
  }

  private static Set<Integer> targets(Record<? extends byte[], ?> message) {
    return LocationMessages.partitioner()
        .partitions("locations", message.key(), message.value(), LOCATION_TASKS)
        .orElseGet(() -> Set.of(Math.floorMod(Arrays.hashCode(message.key()), LOCATION_TASKS)));
  }

  /** Of the slowest partition that is not idle, as far as it has told. */
  private long watermark() {
    return partitions.stream()
        .map(PartitionTask::committedTime)
        .filter(time -> time.map(Timed::activity).orElse(Activity.ACTIVE) == Activity.ACTIVE)
        .mapToLong(time -> time.map(Timed::watermark).orElse(Timed.NO_WATERMARK))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** The task of that input partition. */
  PartitionTask partition(int partition) {
    return partitions.get(partition);
  }

  /** The closed windows by location. */
  List<Sent> byLocation() {
    return locations.stream().map(LocationTask::sent).flatMap(List::stream).toList();
  }

  /** How many events were in parts of windows by location that were closed already. */
  long lateByLocation() {
    return Math.round(metrics.get("headwater.stream.late.by.location").counter().count());
  }
}
