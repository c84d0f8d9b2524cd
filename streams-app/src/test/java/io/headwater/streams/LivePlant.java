package io.headwater.streams;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.headwater.model.SensorEvent;
import io.headwater.testkit.KafkaProcess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Sensors that send what they read now, four times a second, two in each partition and all at one
 * place. When the broker does not answer, what they send waits for it.
 */
final class LivePlant implements AutoCloseable {

  private static final long PERIOD_MILLIS = 250;

  private final Plant plant;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Map<Integer, List<SensorEvent>> sent = new TreeMap<>();
  private final Set<Integer> live = new TreeSet<>();
  private int ticks;

  LivePlant(KafkaProcess broker, String topic, Integer... partitions) {
    this.plant = new Plant(broker, topic);
    for (Integer partition : partitions) {
      live.add(partition);
      sent.put(partition, new ArrayList<>());
    }
    var unused = timer.scheduleAtFixedRate(this::tick, 0, PERIOD_MILLIS, MILLISECONDS);
  }

  private synchronized void tick() {
    ticks++;
    for (int partition : live) {
      for (String name : List.of("even", "odd")) {
        SensorEvent event =
            Events.pressure(name + "-" + partition, Instant.now(), ticks % 100 + partition);
        sent.get(partition).add(event);
        plant.dispatch(partition, event);
      }
    }
  }

  /** From now on nothing more comes from that partition; what was sent before has arrived. */
  void stop(int partition) {
    synchronized (this) {
      live.remove(partition);
    }
    plant.awaitDelivery();
  }

  /** What has been sent into each partition, in its order. */
  synchronized List<List<SensorEvent>> sent() {
    return sent.values().stream().map(List::copyOf).toList();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    plant.close();
  }
}
