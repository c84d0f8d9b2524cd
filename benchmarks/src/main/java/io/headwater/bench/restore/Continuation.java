package io.headwater.bench.restore;

import io.headwater.bench.rig.Meters;
import io.headwater.quickstart.cli.CommandFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * What showed that the state that came back is the one that was lost.
 *
 * @param sent events after the stream was back
 * @param accepted of them
 * @param late of them
 * @param restored records of state read back in all, those after it was ready among them
 * @param openEvents events that were in windows of a minute by sensor still open when the state was
 *     lost
 * @param closedEvents events in all windows of a minute by sensor, closed before the loss or after
 * @param doubled windows that were closed twice
 */
record Continuation(
    long sent,
    long accepted,
    long late,
    long restored,
    long openEvents,
    long closedEvents,
    long doubled) {

  static Continuation of(
      long sent, Meters meters, MinuteCounts before, MinuteCounts after, long backlog) {
    return new Continuation(
        sent,
        meters.total("headwater_stream_events_total")
            - meters.total("headwater_stream_rejected_total"),
        meters.total("headwater_stream_late_total"),
        meters.total("headwater_stream_restored_total"),
        backlog - before.events(),
        after.events(),
        after.doubled());
  }

  /**
   * Ends a benchmark whose stream did not go on where it had stopped.
   *
   * @param backlog events before the loss
   * @param figures of the restore that is to be believed
   */
  void require(long backlog, RestoreFigures figures) {
    List<String> problems = problems(backlog, figures);
    if (!problems.isEmpty()) {
      throw new CommandFailure(
          "These figures are worth nothing, for the stream did not go on where it had stopped:%n  %s"
              .formatted(String.join("\n  ", problems)),
          null);
    }
  }

  /** What is not as it must be, a sentence each. */
  List<String> problems(long backlog, RestoreFigures figures) {
    List<String> problems = new ArrayList<>();
    if (figures.restored() == 0) {
      problems.add("no record of state was read back");
    }
    compare("records of state were read back in the end", restored, figures.restored(), problems);
    compare("events were accepted after the restore", accepted, sent, problems);
    compare("events were late after the restore", late, 0, problems);
    compare("events are in the windows of a minute by sensor", closedEvents, backlog, problems);
    compare("windows of a minute by sensor were closed twice", doubled, 0, problems);
    return problems;
  }

  private static void compare(String what, long found, long expected, List<String> problems) {
    if (found != expected) {
      problems.add("%,d %s, but it must be %,d".formatted(found, what, expected));
    }
  }
}
