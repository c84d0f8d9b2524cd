package io.headwater.streams.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * {@code headwater.streams}: how the stream is run.
 *
 * @param applicationId the name of the consumer group and the prefix of the internal topics,
 *     default {@code headwater-streams}; another name is another stream, which begins at the
 *     beginning
 * @param guarantee default {@code exactly_once_v2}
 * @param commitInterval how long results of live events wait for their commit at most, those of
 *     older ones up to a second: readers see them after it; default: 100 ms, with the profile
 *     {@code event-hubs} 250 ms, the least it takes, and without transactions a second
 * @param threads that process input partitions, default 1
 * @param stateDir the directory of the local state, default {@code data/state}; may be lost, the
 *     broker has it too
 * @param standbyReplicas warm copies of each state in other processes, default 0
 * @param instanceId the name under which this process is a lasting member of the group: when it
 *     stops and comes back within the session time-out its partitions have waited for it, and no
 *     other process restores their state. Different for each process of the application; default
 *     empty, another takes over as soon as this one stops
 * @param applicationServer {@code host:port} of this process, as the other instances and whoever
 *     asks them know it, different for each; Kafka Streams tells it to all of them with the
 *     partitions. Default empty: the others do not tell of this one
 * @param emitEnriched whether each event is written to the enriched topic, default true. False is
 *     for whoever wants windows, anomalies and alerts only; the table of events then stays empty
 * @param rocksdb the memory of the local state
 */
public record ProcessingSettings(
    @Pattern(
            regexp = "[A-Za-z0-9._-]{1,128}",
            message = "must be 1 to 128 letters, digits, dots, underscores or hyphens")
        String applicationId,
    @NotNull Guarantee guarantee,
    @Nullable @DurationMin(millis = 10) @DurationMax(minutes = 1) Duration commitInterval,
    @Min(1) @Max(256) Integer threads,
    @NotNull Path stateDir,
    @Min(0) @Max(8) Integer standbyReplicas,
    @Pattern(
            regexp = "[A-Za-z0-9._-]{0,200}",
            message = "must be letters, digits, dots, underscores or hyphens, at most 200 of them")
        String instanceId,
    @Pattern(
            regexp = "(" + HOST + ":" + PORT + ")?",
            message =
                "must be host:port, where others reach this process; the port is one from 1 to"
                    + " 65535")
        String applicationServer,
    Boolean emitEnriched,
    @Valid RocksDbSettings rocksdb) {

  private static final String HOST = "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])";
  private static final String PORT =
      "([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])";

  public ProcessingSettings(
      @Nullable String applicationId,
      @Nullable Guarantee guarantee,
      @Nullable Duration commitInterval,
      @Nullable Integer threads,
      @Nullable Path stateDir,
      @Nullable Integer standbyReplicas,
      @Nullable String instanceId,
      @Nullable String applicationServer,
      @Nullable Boolean emitEnriched,
      @Nullable RocksDbSettings rocksdb) {
    this.applicationId = applicationId == null ? "headwater-streams" : applicationId;
    this.guarantee = guarantee == null ? Guarantee.EXACTLY_ONCE_V2 : guarantee;
    this.commitInterval = commitInterval;
    this.threads = threads == null ? 1 : threads;
    this.stateDir = stateDir == null ? Path.of("data", "state") : stateDir;
    this.standbyReplicas = standbyReplicas == null ? 0 : standbyReplicas;
    this.instanceId = instanceId == null ? "" : instanceId;
    this.applicationServer = applicationServer == null ? "" : applicationServer;
    this.emitEnriched = emitEnriched == null || emitEnriched;
    this.rocksdb = rocksdb == null ? RocksDbSettings.defaults() : rocksdb;
  }

  /** Whether this process keeps its place in the group while it is down for a short time. */
  public boolean isLastingMember() {
    return !instanceId.isEmpty();
  }

  /** The defaults. */
  public static ProcessingSettings defaults() {
    return new ProcessingSettings(null, null, null, null, null, null, null, null, null, null);
  }
}
