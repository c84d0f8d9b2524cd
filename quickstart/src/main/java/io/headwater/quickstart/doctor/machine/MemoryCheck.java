package io.headwater.quickstart.doctor.machine;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether what stream and sink are allowed to take is there, and enough for what they are told to
 * hold.
 *
 * @param machineBytes the memory of the machine, or of the container
 * @param stream what the stream may take
 * @param sink what the sink may take
 * @param sinkHeapNeeded what the sink needs of its heap, by its settings
 */
record MemoryCheck(long machineBytes, Share stream, Share sink, long sinkHeapNeeded)
    implements Check {

  private static final long MIB = 1 << 20;

  /**
   * What one process may take.
   *
   * @param heap at most, in bytes
   * @param beside the heap, in bytes
   */
  record Share(long heap, long beside) {

    long all() {
      return heap + beside;
    }

    private String words() {
      return "%d MiB (heap %d)".formatted(all() / MIB, heap / MIB);
    }
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Finding> look() {
    List<Finding> findings = new ArrayList<>();
    String seen =
        "%d MiB here; the stream may take %s, the sink %s"
            .formatted(machineBytes / MIB, stream.words(), sink.words());
    if (stream.all() + sink.all() <= machineBytes) {
      findings.add(Finding.ok(seen));
    } else if (Math.max(stream.all(), sink.all()) <= machineBytes) {
      findings.add(
          Finding.warn(
              seen + ": not both",
              "run them on different machines, or give each less with HEADWATER_JAVA_OPTS=-Xmx..."));
    } else {
      findings.add(
          Finding.fail(
              seen + ": more than there is",
              "give the machine or container more memory, or less to the heap with"
                  + " HEADWATER_JAVA_OPTS=-Xmx... and to headwater.streams.rocksdb.block-cache"));
    }
    if (sinkHeapNeeded > sink.heap()) {
      findings.add(
          Finding.warn(
              "the sink needs %d MiB of heap by its settings, and may take %d"
                  .formatted(sinkHeapNeeded / MIB, sink.heap() / MIB),
              "raise it with HEADWATER_JAVA_OPTS=-Xmx..., or lower headwater.sink.flush-bytes"
                  + " (docs/performance.md has the formula)"));
    }
    return findings;
  }
}
