package io.headwater.bench.soak;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.headwater.bench.rig.JvmHeap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** One process, and what it was seen to take. For use by one thread. */
final class Watched implements AutoCloseable {

  private static final double MIB = 1 << 20;
  private static final double NANOS_PER_SECOND = SECONDS.toNanos(1);

  private final String name;
  private final Supplier<Duration> cpu;
  private final Supplier<OptionalLong> residentBytes;
  private final LongSupplier lag;
  private final JvmHeap heap;
  private final Map<Figure, List<Point>> points = new EnumMap<>(Figure.class);
  private Duration cpuBefore;
  private double secondsBefore;

  /**
   * @param cpu time it has used so far
   * @param lag records that it has not committed
   * @param heap of its own; closed with this
   */
  Watched(
      String name,
      Supplier<Duration> cpu,
      Supplier<OptionalLong> residentBytes,
      LongSupplier lag,
      JvmHeap heap) {
    this.name = name;
    this.cpu = cpu;
    this.residentBytes = residentBytes;
    this.lag = lag;
    this.heap = heap;
    this.cpuBefore = cpu.get();
  }

  String name() {
    return name;
  }

  /** Looks at everything that can be seen without disturbing the process. */
  void look(double seconds) {
    Duration used = cpu.get();
    take(
        Figure.CORES,
        seconds,
        used.minus(cpuBefore).toNanos() / NANOS_PER_SECOND / (seconds - secondsBefore));
    cpuBefore = used;
    secondsBefore = seconds;
    take(Figure.LAG, seconds, (double) lag.getAsLong());
    residentBytes
        .get()
        .ifPresent(
            resident -> {
              take(Figure.RESIDENT, seconds, resident / MIB);
              heap.residentBytes()
                  .ifPresent(
                      ofHeap -> take(Figure.BESIDES_HEAP, seconds, (resident - ofHeap) / MIB));
            });
  }

  /** Looks what is left on the heap without garbage. */
  void collect(double seconds) {
    take(Figure.LIVE_HEAP, seconds, heap.liveBytes() / MIB);
  }

  /** All that was seen, in the order of time; a figure that nobody tells has no points. */
  List<Point> of(Figure figure) {
    return List.copyOf(points.getOrDefault(figure, List.of()));
  }

  private void take(Figure figure, double seconds, double value) {
    points.computeIfAbsent(figure, absent -> new ArrayList<>()).add(new Point(seconds, value));
  }

  @Override
  public void close() {
    heap.close();
  }
}
