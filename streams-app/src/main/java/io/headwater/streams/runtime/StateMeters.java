package io.headwater.streams.runtime;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.io.File;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.Metric;
import org.jspecify.annotations.Nullable;

/**
 * What the local state takes: files and write buffers, by store and over all tasks; memory outside
 * the heap, all together; and what is left of the volume it is on. Safe for use by several threads.
 */
final class StateMeters {

  private static final String OF_ROCKS_DB = "stream-state-metrics";
  private static final Set<String> SIZES = Set.of("total-sst-files-size", "size-all-mem-tables");
  private static final String STORE = "rocksdb-state-id";

  private final File stateDir;
  private final MultiGauge sizes;
  private volatile @Nullable RocksDbMemory memory;
  private volatile List<Metric> all = List.of();

  StateMeters(MeterRegistry registry, Path stateDir) {
    this.stateDir = stateDir.toAbsolutePath().toFile();
    sizes =
        MultiGauge.builder("headwater.stream.state.size")
            .description("Files and write buffers of a store, of all tasks")
            .baseUnit(BaseUnits.BYTES)
            .register(registry);
    Gauge.builder("headwater.stream.state.memory", this, StateMeters::memoryBytes)
        .description("Memory outside the heap that all stores take")
        .baseUnit(BaseUnits.BYTES)
        .register(registry);
    volume(registry, "free", "Room left on the volume of the state", File::getUsableSpace);
    volume(registry, "size", "The volume of the state", File::getTotalSpace);
  }

  /** From now on it is the state of this stream. */
  void show(RocksDbMemory memory) {
    this.memory = memory;
  }

  /**
   * Looks which stores there are: called when the stream has got its tasks.
   *
   * @param metrics of Kafka Streams
   */
  void look(Collection<? extends Metric> metrics) {
    Map<String, List<Metric>> stores =
        metrics.stream()
            .filter(each -> each.metricName().group().equals(OF_ROCKS_DB))
            .filter(each -> SIZES.contains(each.metricName().name()))
            .<Metric>map(each -> each)
            .collect(
                groupingBy(
                    each -> each.metricName().tags().getOrDefault(STORE, "unknown"),
                    TreeMap::new,
                    toList()));
    all = stores.values().stream().flatMap(List::stream).toList();
    sizes.register(
        stores.entrySet().stream()
            .<Row<?>>map(
                store ->
                    Row.of(Tags.of("store", store.getKey()), store.getValue(), StateMeters::sum))
            .toList(),
        true);
  }

  /** Asks no store any longer, because they are about to be closed. */
  void forget() {
    look(List.of());
  }

  /** Files and write buffers of all stores, in bytes. */
  long sizeBytes() {
    return Math.round(sum(all));
  }

  private double memoryBytes() {
    RocksDbMemory shared = memory;
    return shared == null ? 0 : shared.usedBytes();
  }

  private void volume(
      MeterRegistry registry, String what, String description, ToLongFunction<File> bytes) {
    Gauge.builder("headwater.stream.state.volume." + what, () -> bytes.applyAsLong(there()))
        .description(description)
        .baseUnit(BaseUnits.BYTES)
        .register(registry);
  }

  /** The directory, or what it will be made in. */
  private File there() {
    File directory = stateDir;
    while (!directory.exists() && directory.getParentFile() != null) {
      directory = directory.getParentFile();
    }
    return directory;
  }

  private static double sum(List<Metric> metrics) {
    return metrics.stream()
        .mapToDouble(each -> each.metricValue() instanceof Number bytes ? bytes.doubleValue() : 0)
        .sum();
  }
}
