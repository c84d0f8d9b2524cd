package io.headwater.sink.audit;

import io.headwater.sink.audit.AuditReport.PartitionAudit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** Judges the rows of one topic partition in one table. */
final class PartitionCheck {

  private final String table;
  private final TopicPartition partition;
  private final OffsetLedger rows;
  private final OptionalLong next;
  private final TableContents contents;
  private final TopicContents topic;
  private final boolean another;
  private final List<String> problems = new ArrayList<>();

  /**
   * @param number of the topic as the broker has it; empty where it has no topic ids
   */
  PartitionCheck(
      String table,
      TopicPartition partition,
      TableContents contents,
      TopicContents topic,
      OptionalLong number) {
    this.table = table;
    this.partition = partition;
    this.contents = contents;
    this.topic = topic;
    OptionalLong known = contents.topic(partition);
    another = known.isPresent() && number.isPresent() && !known.equals(number);
    rows = contents.partitions().getOrDefault(partition.partition(), new OffsetLedger());
    next = contents.next(partition);
  }

  PartitionAudit run() {
    long earliest = topic.earliest(partition);
    long end = topic.end(partition);
    // without a position the sink begins at the beginning, and everything is still before it
    long position = next.orElse(earliest);
    problems.addAll(topic.hidden(partition));
    checkDuplicates();
    if (another) {
      problem("the topic was deleted and created again, and its sink has not dealt with that");
    } else {
      checkPosition(earliest, end);
      checkRecords(earliest, Math.min(position, end));
    }
    long older =
        contents.older(partition.partition()).stream().mapToLong(PartitionCheck::rows).sum();
    return new PartitionAudit(
        partition.partition(),
        rows(rows) + older,
        next,
        earliest,
        topic.visible(partition).count(Math.max(position, earliest), Long.MAX_VALUE),
        rows.seen().count(0, earliest),
        older,
        contents.gaps(partition).stream().map(gap -> gap.gap().sentence()).toList(),
        problems);
  }

  private static long rows(OffsetLedger ledger) {
    return ledger.seen().size() + ledger.repeated().count();
  }

  private void checkDuplicates() {
    if (!rows.repeated().isEmpty()) {
      problem("holds more than one row of %s", rows.repeated());
    }
    for (OffsetLedger older : contents.older(partition.partition())) {
      if (!older.repeated().isEmpty()) {
        problem("holds more than one row of %s of a topic that is gone", older.repeated());
      }
    }
  }

  private void checkPosition(long earliest, long end) {
    Sample beyond = rows.seen().minus(new OffsetSet(), next.orElse(0), Long.MAX_VALUE);
    if (!beyond.isEmpty()) {
      problem(
          next.isPresent()
              ? "says that its sink goes on at offset "
                  + next.getAsLong()
                  + ", but has rows of %s from there on"
              : "has rows of %s, but says nothing of how far its sink got",
          beyond);
    }
    if (next.isEmpty()) {
      return;
    }
    if (next.getAsLong() < earliest) {
      problem(
          "the records from offset %d to %d were removed by the topic's retention before the sink"
                  .formatted(next.getAsLong(), earliest - 1)
              + " read them");
    }
    if (next.getAsLong() > end && topic.hidden(partition).isEmpty()) {
      problem(
          "its sink goes on at offset %d, but the topic ends at %d: it was deleted and made anew"
              .formatted(next.getAsLong(), end));
    }
  }

  private void checkRecords(long from, long to) {
    Sample missing = topic.visible(partition).minus(rows.seen(), from, to);
    if (!missing.isEmpty()) {
      problem("lacks %s that the topic has", missing);
    }
    Sample invented = rows.seen().minus(topic.visible(partition), from, to);
    if (!invented.isEmpty()) {
      problem("has rows of %s that the topic has not", invented);
    }
  }

  private void problem(String what, Sample sample) {
    problem(what.formatted(sample.text()));
  }

  private void problem(String what) {
    problems.add("Table %s, %s: %s".formatted(table, partition, what));
  }
}
