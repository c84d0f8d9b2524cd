package io.headwater.sink.audit;

import io.headwater.sink.audit.AuditReport.InputAudit;
import io.headwater.sink.audit.OriginLedger.Traces;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * Judges one input partition, end to end: each record the stream has read became an event or a dead
 * letter, once.
 */
final class InputCheck {

  private final TopicPartition partition;
  private final TopicContents input;
  private final Traces traces;
  private final OriginLedger origins;

  InputCheck(TopicPartition partition, TopicContents input, OriginLedger origins) {
    this.partition = partition;
    this.input = input;
    this.traces = origins.of(partition.partition());
    this.origins = origins;
  }

  /** Of a stream that has committed nothing, or so long ago that the broker forgot. */
  InputAudit runToTheEnd() {
    return run(
        input.end(partition),
        List.of(),
        "although it is to be read to its end: the stream's consumer group has no position");
  }

  /**
   * @param committed how far the stream had read before anything else was looked at
   * @param latest how far it had read after the topic was
   */
  InputAudit run(long committed, long latest) {
    return run(committed, removedUnread(latest), "although the stream is past it");
  }

  private InputAudit run(long committed, List<String> before, String expectation) {
    List<String> problems = new ArrayList<>(before);
    long earliest = input.earliest(partition);
    long end = input.end(partition);
    long position = Math.min(committed, end);
    if (committed > end) {
      problems.addAll(input.hidden(partition));
    }
    if (!traces.all().repeated().isEmpty()) {
      problems.add(
          "%s: more than one row, in events and rejected_events together, comes from %s"
              .formatted(partition, traces.all().repeated().text()));
    }
    OffsetSet covered = traces.covered();
    Sample missing = input.visible(partition).minus(covered, earliest, position);
    boolean lost = origins.excuse(missing.count());
    if (!missing.isEmpty() && !lost) {
      problems.add(
          "%s: of %s there is neither an event nor a rejected event, %s"
              .formatted(partition, missing.text(), expectation));
    }
    Sample invented = covered.minus(input.visible(partition), earliest, position);
    if (!invented.isEmpty()) {
      problems.add(
          "%s: rows come from %s, which the topic has not".formatted(partition, invented.text()));
    }
    long rejected = traces.rejected().count(earliest, position);
    return new InputAudit(
        partition.topic(),
        partition.partition(),
        earliest,
        position,
        input.visible(partition).count(earliest, position),
        covered.count(earliest, position) - rejected,
        rejected,
        traces.inTransit().count(earliest, position),
        input.visible(partition).count(Math.max(earliest, position), Long.MAX_VALUE),
        lost ? missing.count() : 0,
        problems);
  }

  private List<String> removedUnread(long latest) {
    long earliest = input.earliest(partition);
    return latest >= earliest
        ? List.of()
        : List.of(
            ("%s: the records from offset %d to %d were removed by the topic's retention before the"
                    + " stream read them")
                .formatted(partition, latest, earliest - 1));
  }
}
