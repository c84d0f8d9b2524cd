package io.headwater.bench.pipeline;

import io.headwater.bench.rig.Broker;
import io.headwater.bench.rig.SinkProcess;
import io.headwater.bench.rig.StreamProcess;
import io.headwater.model.settings.KafkaSettings;
import io.headwater.quickstart.cli.CommandFailure;
import io.headwater.sink.audit.Audit;
import io.headwater.sink.audit.AuditReport;
import io.headwater.sink.audit.AuditReport.Counts;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.delta.TableLogs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * That what was timed was done: the audit of all tables passes with nothing under way, every event
 * that was sent became a row, and the windows of a minute hold as many events as they must.
 *
 * @param sent events
 * @param minutes what their windows must add up to
 */
record Proof(long sent, ClosedMinutes minutes) {

  /**
   * Reads the topics and the tables.
   *
   * @param windowsClosed as the stream counted them
   * @return what the audit counted
   * @throws CommandFailure when something is missing, doubled or wrong
   */
  Counts require(Broker broker, StreamProcess stream, SinkProcess sink, long windowsClosed) {
    AuditReport report = audit(broker, stream, sink);
    List<String> problems = new ArrayList<>(report.problems());
    problems.addAll(problems(report.counts(), windowsClosed));
    if (!problems.isEmpty()) {
      throw new CommandFailure(
          "These figures are worth nothing, for the tables do not hold what was sent:%n  %s"
              .formatted(String.join("\n  ", problems)),
          null);
    }
    return report.counts();
  }

  private static AuditReport audit(Broker broker, StreamProcess stream, SinkProcess sink) {
    try (TableLogs tables = TableLogs.of(DeltaSettings.at(sink.tables().toString()), sink.name())) {
      return new Audit(
              new KafkaSettings(broker.bootstrapServers(), null, null, null, null),
              stream.topics(),
              stream.name(),
              tables)
          .run();
    } catch (IOException e) {
      throw new CommandFailure("The audit could not be done: " + e.getMessage(), e);
    }
  }

  /** What does not fit the events that were sent, a sentence each. */
  List<String> problems(Counts found, long windowsClosed) {
    List<String> problems = new ArrayList<>();
    compare("records were read of the input topic", found.read(), sent, problems);
    compare(
        "rows are in the tables events and rejected_events",
        found.events() + found.rejected(),
        sent,
        problems);
    compare("events are marked late", found.late(), minutes.late(), problems);
    compare(
        "events are in the windows of a minute by sensor",
        found.eventsInMinutes(),
        minutes.events(),
        problems);
    compare("windows are in the table aggregates", found.windows(), windowsClosed, problems);
    compare("records are still on their way", found.lag(), 0, problems);
    return problems;
  }

  private static void compare(String what, long found, long expected, List<String> problems) {
    if (found != expected) {
      problems.add("%,d %s, but it must be %,d".formatted(found, what, expected));
    }
  }
}
