package io.headwater.quickstart.rules;

import io.headwater.quickstart.cli.CommandFailure;
import java.time.Instant;
import java.util.function.Consumer;

/** Where recorded events are. */
interface EventSource {

  /**
   * Hands over every event of a time, in any order, each once.
   *
   * @return until when events are recorded here: one that was sent later need not be there yet
   * @throws CommandFailure when they can't be read
   */
  Instant read(TimeRange range, Consumer<RecordedEvent> events);

  /** Where that is, in words. */
  String words();
}
