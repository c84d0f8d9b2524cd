package io.headwater.quickstart.rules;

import java.time.Instant;
import java.util.List;

/**
 * What a source had of the time it was asked for.
 *
 * @param until when what was sent is recorded: what was sent later need not be there yet
 * @param notes sentences about what it does not have
 */
record Extent(Instant until, List<String> notes) {

  Extent {
    notes = List.copyOf(notes);
  }

  /** All, as far as the source can know. */
  static Extent until(Instant until) {
    return new Extent(until, List.of());
  }
}
