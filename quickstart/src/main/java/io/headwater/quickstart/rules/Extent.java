package io.headwater.quickstart.rules;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.headwater.model.EventTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a source had of the time it was asked for.
 *
 * @param until when what was sent is recorded: what was sent later need not be there yet; {@link
 *     Instant#EPOCH} when there is nothing
 * @param notes sentences about what it does not have
 */
record Extent(Instant until, List<String> notes) {

  Extent {
    notes = List.copyOf(notes);
  }

  /** Sentences that make less of what a range has. */
  List<String> notesOn(TimeRange range) {
    if (!until.isBefore(EventTime.toInstant(range.to()))) {
      return notes;
    }
    List<String> all = new ArrayList<>(notes);
    all.add(
        until.equals(Instant.EPOCH)
            ? "Nothing is recorded yet."
            : "What was sent after %s is not recorded yet.".formatted(until.truncatedTo(SECONDS)));
    return all;
  }

  /** All, as far as the source can know. */
  static Extent until(Instant until) {
    return new Extent(until, List.of());
  }
}
