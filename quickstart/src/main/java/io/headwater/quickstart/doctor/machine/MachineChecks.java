package io.headwater.quickstart.doctor.machine;

import com.sun.management.OperatingSystemMXBean;
import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.machine.MemoryCheck.Share;
import io.headwater.sink.config.SinkSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.streams.config.ProcessingSettings;
import java.lang.management.ManagementFactory;
import java.util.List;

/** What the machine must have for stream and sink. */
public final class MachineChecks {

  private static final long MIB = 1 << 20;

  /** What the launcher gives. */
  private static final long STREAM_HEAP = 1024 * MIB;

  private static final long SINK_HEAP = 2048 * MIB;

  /** Measured: code, threads and buffers. */
  private static final long STREAM_BESIDE = 300 * MIB;

  private static final long SINK_BESIDE = 270 * MIB;

  private MachineChecks() {}

  /**
   * The checks, in their order.
   *
   * @param javaOptions {@code HEADWATER_JAVA_OPTS}; empty for none
   */
  public static List<Check> of(ProcessingSettings stream, SinkSettings sink, String javaOptions) {
    return List.of(
        JavaCheck.here(), memory(stream, sink, javaOptions), new StateDirCheck(stream.stateDir()));
  }

  private static Check memory(ProcessingSettings stream, SinkSettings sink, String javaOptions) {
    long streamBeside = stream.rocksdb().blockCache().toBytes() + STREAM_BESIDE;
    return new MemoryCheck(
        machineBytes(),
        new Share(HeapOption.in(javaOptions).orElse(STREAM_HEAP), streamBeside),
        new Share(HeapOption.in(javaOptions).orElse(SINK_HEAP), SINK_BESIDE),
        sinkHeap(sink));
  }

  /** The formula of docs/performance.md. */
  private static long sinkHeap(SinkSettings sink) {
    long tables = TableCatalog.of(sink.topics()).size();
    long flush = sink.sink().flushBytes().toBytes();
    return tables * (flush + Math.min(flush, 64 * MIB) + 16 * MIB) + 80 * MIB;
  }

  /** The JDK knows of a container's limit. */
  private static long machineBytes() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
