package io.headwater.bench.pipeline;

import io.headwater.bench.rig.TableSize;
import io.headwater.bench.rig.TopicVolumes;
import io.headwater.sink.audit.AuditReport.Counts;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One backlog that got into the tables.
 *
 * @param counts of what was read and of the rows, by the audit, which has passed
 * @param windows that were closed, by scope and type as {@code sensor 1m}
 * @param volumes that came into the stream's topics and the broker's own
 */
record PipelineRun(
    PipelineFigures figures,
    Child stream,
    Child sink,
    Counts counts,
    Map<String, Long> windows,
    TopicVolumes volumes,
    List<TableSize> tables) {

  /** A process: the options of its JVM, and the most memory it had resident; only Linux tells. */
  record Child(List<String> jvmOptions, OptionalLong peakResidentBytes) {

    Child {
      jvmOptions = List.copyOf(jvmOptions);
    }
  }

  PipelineRun {
    windows = Map.copyOf(windows);
    tables = List.copyOf(tables);
  }
}
