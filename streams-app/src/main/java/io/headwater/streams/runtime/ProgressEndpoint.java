package io.headwater.streams.runtime;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * {@code /actuator/streamprogress}: how the stream is now, and its last and recent steps, in the
 * spirit of Spark's {@code StreamingQuery.status}, {@code lastProgress} and {@code recentProgress}.
 */
@Endpoint(id = "streamprogress")
final class ProgressEndpoint {

  private final String applicationId;
  private final String input;
  private final StreamsProgress progress;
  private final StreamsLifecycle lifecycle;
  private final Watermarks watermarks;
  private final ProgressJournal journal;

  /**
   * @param input the topic that the stream reads
   */
  ProgressEndpoint(
      String applicationId,
      String input,
      StreamsProgress progress,
      StreamsLifecycle lifecycle,
      Watermarks watermarks,
      ProgressJournal journal) {
    this.applicationId = applicationId;
    this.input = input;
    this.progress = progress;
    this.lifecycle = lifecycle;
    this.watermarks = watermarks;
    this.journal = journal;
  }

  record Progress(
      String applicationId,
      String state,
      String message,
      Status status,
      @Nullable Long inputLag,
      @Nullable Double inputRowsPerSecond,
      List<InputPartition> inputPartitions,
      List<StreamThread> threads,
      List<StreamInstance> instances,
      @Nullable ProgressStep lastProgress,
      List<ProgressStep> recentProgress) {}

  /**
   * The state once more, in the words of Spark.
   *
   * @param isDataAvailable whether input waits to be read, as far as is known
   * @param isTriggerActive whether records are being processed as they come
   */
  record Status(String message, boolean isDataAvailable, boolean isTriggerActive) {}

  record InputPartition(
      int partition, long consumedOffset, long endOffset, long lag, @Nullable Instant watermark) {}

  record StreamThread(
      String name, String state, List<String> activeTasks, List<String> standbyTasks) {}

  @ReadOperation
  public Progress progress() {
    StreamState state = progress.state();
    return new Progress(
        applicationId,
        state.name(),
        state.sentence(),
        new Status(state.sentence(), progress.inputLag().orElse(0) > 0, progress.isReady()),
        progress.inputLag().stream().boxed().findFirst().orElse(null),
        progress.inputRate().stream().boxed().findFirst().orElse(null),
        progress.partitions().stream()
            .map(
                lag ->
                    new InputPartition(
                        lag.partition(),
                        lag.consumed(),
                        lag.end(),
                        lag.lag(),
                        watermarks.of(lag.partition()).orElse(null)))
            .toList(),
        lifecycle.threads().stream()
            .sorted(Comparator.comparing(ThreadMetadata::threadName))
            .map(ProgressEndpoint::thread)
            .toList(),
        StreamInstance.listOf(lifecycle.instances(), input),
        journal.last().orElse(null),
        journal.recent());
  }

  private static StreamThread thread(ThreadMetadata thread) {
    return new StreamThread(
        thread.threadName(),
        thread.threadState(),
        names(thread.activeTasks().stream()),
        names(thread.standbyTasks().stream()));
  }

  private static List<String> names(Stream<TaskMetadata> tasks) {
    return tasks.map(task -> task.taskId().toString()).sorted().toList();
  }
}
