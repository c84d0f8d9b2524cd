package io.headwater.sink.worker;

import io.headwater.sink.batch.Incarnation;
import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.config.OnGap;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.CommitOutcome;
import io.headwater.sink.delta.CommitOutcome.AlreadyApplied;
import io.headwater.sink.delta.CommitOutcome.Committed;
import io.headwater.sink.delta.CommitOutcome.Unknown;
import io.headwater.sink.delta.CommittedOffsets;
import io.headwater.sink.delta.TableLog;
import io.headwater.sink.gaps.Gap;
import io.headwater.sink.gaps.GapCheck;
import io.headwater.sink.gaps.GapCheck.Extent;
import io.headwater.sink.gaps.LatestIngestion;
import io.headwater.sink.gaps.Lives;
import io.headwater.sink.gaps.RecordedGap;
import io.headwater.sink.worker.TopicIds.Found;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Finds out from where partitions are read: from where the table is, by its own account alone, or
 * from the partition's beginning if the table has nothing of it. Where the topic no longer has what
 * comes next, there is a gap: it is an error, or it is recorded and the table goes on behind it.
 */
final class StartPositions {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final TableDefinition table;
  private final Consumer<byte[], byte[]> consumer;
  private final TableLog log;
  private final Gaps gaps;
  private final TableJournal journal;

  /** Where the broker said that it has lost the end of a partition. */
  private final Map<TopicPartition, Long> truncated = new HashMap<>();

  StartPositions(
      TableDefinition table,
      Consumer<byte[], byte[]> consumer,
      TableLog log,
      Gaps gaps,
      TableJournal journal) {
    this.table = table;
    this.consumer = consumer;
    this.log = log;
    this.gaps = gaps;
    this.journal = journal;
  }

  /** From {@code offset} on the broker has other records than it had. */
  void truncatedTo(TopicPartition partition, long offset) {
    truncated.merge(partition, offset, Math::min);
  }

  /** What was said of these partitions is out of date. */
  void forget(Collection<TopicPartition> partitions) {
    truncated.keySet().removeAll(partitions);
  }

  /**
   * The start of each partition that has one now. Those with a gap that was recorded have not: the
   * table has moved, and tells their start when it is asked again.
   *
   * @throws IOException when table or ledger cannot be read or written now
   * @throws TableStopped at a gap, if gaps are not to be recorded
   */
  Map<TopicPartition, Start> find(Set<TopicPartition> partitions) throws IOException {
    OptionalLong topic = topic();
    CommittedOffsets committed = log.committed(partitions);
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, PATIENCE);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
    if (begin(partitions, committed, beginnings, topic)) {
      committed = log.committed(partitions);
    }
    Map<TopicPartition, Start> starts = new HashMap<>();
    List<Gap> found = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      OptionalLong next = committed.next(partition);
      if (next.isEmpty()) {
        continue; // another sink was faster with the commit that begins some of these
      }
      Incarnation before = committed.incarnation(partition);
      long beginning = beginnings.getOrDefault(partition, 0L);
      Extent extent =
          new Extent(topic, beginning, ends.getOrDefault(partition, 0L), truncatedTo(partition));
      Optional<Gap> gap = GapCheck.of(table.name(), partition, next.getAsLong(), before, extent);
      gap.ifPresent(found::add);
      if (gap.isEmpty()) {
        starts.put(
            partition, new Start(next.getAsLong(), before, before.in(topic), Long.MIN_VALUE));
      }
    }
    pass(found, topic);
    forget(starts.keySet());
    return afterGaps(starts);
  }

  /**
   * Writes down where partitions begin that the table has nothing of, before anything is read of
   * them. Otherwise what retention removes of them before their first row is in the table would be
   * missed by nobody.
   *
   * @return whether the table was written to
   */
  private boolean begin(
      Set<TopicPartition> partitions,
      CommittedOffsets committed,
      Map<TopicPartition, Long> beginnings,
      OptionalLong topic)
      throws IOException {
    List<OffsetAdvance> moves = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      if (committed.next(partition).isEmpty()) {
        Incarnation before = committed.incarnation(partition);
        moves.add(
            new OffsetAdvance(
                partition,
                OptionalLong.empty(),
                beginnings.getOrDefault(partition, 0L),
                before,
                before.in(topic)));
      }
    }
    if (!moves.isEmpty()) {
      requireKnown(log.append(List.of(), moves));
    }
    return !moves.isEmpty();
  }

  private static CommitOutcome requireKnown(CommitOutcome outcome) throws IOException {
    if (outcome instanceof Unknown unknown) {
      throw unknown.failure();
    }
    return outcome;
  }

  /** Offsets were asked of one topic and the number of another, if it was made anew in between. */
  private void pass(List<Gap> found, OptionalLong topic) throws IOException {
    if (found.isEmpty()) {
      return;
    }
    if (!topic().equals(topic)) {
      throw new UnknownTopicIdException(
          "the topic %s was created anew in this moment".formatted(table.topic()));
    }
    if (gaps.onGap() == OnGap.STOP) {
      throw new TableStopped(found.get(0).sentenceForStop());
    }
    long latest = LatestIngestion.of(log.snapshot(List.of()).files());
    List<OffsetAdvance> moves = new ArrayList<>();
    for (Gap gap : found) {
      RecordedGap recorded = gaps.ledger().record(gap, latest);
      moves.add(
          new OffsetAdvance(
              gap.partition(),
              OptionalLong.of(gap.first()),
              recorded.gap().next(),
              gap.before(),
              recorded.after()));
    }
    // Whatever becomes of it, the table is asked again: it says which of these gaps are behind it.
    CommitOutcome outcome = requireKnown(log.append(List.of(), moves));
    if (outcome instanceof Committed || outcome instanceof AlreadyApplied) {
      found.forEach(journal::gap);
    }
  }

  private Map<TopicPartition, Start> afterGaps(Map<TopicPartition, Start> starts)
      throws IOException {
    if (starts.values().stream().noneMatch(start -> start.before().gaps() > 0)) {
      return starts;
    }
    Lives lives = Lives.of(gaps.ledger().of(table.name()), table.topic());
    starts.replaceAll(
        (partition, start) ->
            new Start(
                start.offset(),
                start.before(),
                start.after(),
                lives.notBefore(partition.partition())));
    return starts;
  }

  /**
   * Those of {@code read} that are not partitions of the topic as it is now, but of one before it.
   * None when the topic is gone: then there is no other yet that could have been read.
   *
   * @param read partitions with what their offsets are counted in
   */
  Collection<TopicPartition> ofAnotherTopic(Map<TopicPartition, Incarnation> read) {
    if (read.values().stream().noneMatch(incarnation -> incarnation.topic().isPresent())) {
      return List.of();
    }
    if (!(gaps.topics().find(table.topic()) instanceof Found.Present now)
        || now.number().isEmpty()) {
      return List.of();
    }
    return read.entrySet().stream()
        .filter(entry -> !entry.getValue().in(now.number()).equals(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private OptionalLong topic() {
    if (gaps.topics().find(table.topic()) instanceof Found.Present present) {
      return present.number();
    }
    throw new UnknownTopicOrPartitionException(
        "the topic %s does not exist".formatted(table.topic()));
  }

  private OptionalLong truncatedTo(TopicPartition partition) {
    Long offset = truncated.get(partition);
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }
}
