package io.headwater.sink.audit;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What an audit found.
 *
 * @param tables each table against its topic, in the order in which a reader meets them
 * @param input each input partition against the tables
 */
public record AuditReport(List<TableAudit> tables, List<InputAudit> input, Counts counts) {

  public AuditReport {
    tables = List.copyOf(tables);
    input = List.copyOf(input);
  }

  /** Whether every record that was to be in a table is there, exactly once. */
  public boolean passed() {
    return problems().isEmpty();
  }

  /** The report for people: aligned tables, then the verdict and what is wrong. */
  public String toText() {
    return AuditText.of(this).stripTrailing();
  }

  /** What is wrong, a sentence each. */
  public List<String> problems() {
    return Stream.concat(
            tables.stream().flatMap(table -> table.allProblems().stream()),
            input.stream().flatMap(partition -> partition.problems().stream()))
        .toList();
  }

  /**
   * A table against its topic.
   *
   * @param version of the table that was audited; empty when there is no such table yet
   * @param rows in the table
   * @param problems of the table as a whole; those of a partition are with the partition
   */
  public record TableAudit(
      String table,
      String topic,
      OptionalLong version,
      int files,
      long rows,
      List<PartitionAudit> partitions,
      List<String> problems) {

    public TableAudit {
      partitions = List.copyOf(partitions);
      problems = List.copyOf(problems);
    }

    /** Records of the topic that are not in the table yet. */
    public long lag() {
      return partitions.stream().mapToLong(PartitionAudit::lag).sum();
    }

    private List<String> allProblems() {
      return Stream.concat(
              problems.stream(), partitions.stream().flatMap(p -> p.problems().stream()))
          .toList();
    }
  }

  /**
   * The rows of one topic partition.
   *
   * @param rows in the table
   * @param nextOffset where the sink goes on, by the table's own account; empty if it has nothing
   *     of this partition
   * @param earliest the topic's earliest offset
   * @param lag records from {@code nextOffset} on: the sink has not got there yet
   * @param unverified rows from below {@code earliest}: the topic cannot be asked about them any
   *     more, so they were only searched for duplicates
   * @param older rows of a topic of that name that is gone: searched for duplicates only, too
   * @param gaps what was recorded as lost, a sentence each: no problem, but no proof either
   */
  public record PartitionAudit(
      int partition,
      long rows,
      OptionalLong nextOffset,
      long earliest,
      long lag,
      long unverified,
      long older,
      List<String> gaps,
      List<String> problems) {

    public PartitionAudit {
      gaps = List.copyOf(gaps);
      problems = List.copyOf(problems);
    }
  }

  /**
   * One partition of the input topic against the tables {@code events} and {@code rejected_events}.
   *
   * @param earliest the topic's earliest offset
   * @param position how far the stream has read: its committed offset
   * @param read records in {@code [earliest, position)}
   * @param events how many of them became events
   * @param rejected how many of them were rejected
   * @param inTransit how many of them are in an output topic and not in a table yet
   * @param lag records from {@code position} on: the stream has not got there yet
   * @param lost how many of them became neither, but no more than were recorded as lost between the
   *     stream and the tables
   */
  public record InputAudit(
      String topic,
      int partition,
      long earliest,
      long position,
      long read,
      long events,
      long rejected,
      long inTransit,
      long lag,
      long lost,
      List<String> problems) {

    public InputAudit {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Totals.
   *
   * @param read records of the input topic up to the stream's position, as far as they are retained
   * @param events rows of {@code events}
   * @param rejected rows of {@code rejected_events}
   * @param late rows of {@code events} that missed their one-minute window
   * @param windows rows of {@code aggregates}
   * @param eventsInMinutes events in the windows {@code 1m} by sensor: the sum of their {@code
   *     count}
   * @param anomalies rows of {@code anomalies}
   * @param alerts rows of {@code alerts}
   * @param lag records that are somewhere on their way: the sum of every table's and every input
   *     partition's lag
   */
  public record Counts(
      long read,
      long events,
      long rejected,
      long late,
      long windows,
      long eventsInMinutes,
      long anomalies,
      long alerts,
      long lag) {

    /** What came in and what came of it, for people and scripts: {@code read=6 events=5 …}. */
    public String summary() {
      return "read=%d events=%d rejected=%d late=%d windows=%d anomalies=%d alerts=%d"
          .formatted(read, events, rejected, late, windows, anomalies, alerts);
    }

    /** Rows of all tables. */
    public long rows() {
      return events + rejected + windows + anomalies + alerts;
    }
  }
}
