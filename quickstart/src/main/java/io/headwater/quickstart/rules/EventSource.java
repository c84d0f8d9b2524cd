package io.headwater.quickstart.rules;

import io.headwater.model.EnrichedEvent;
import io.headwater.quickstart.cli.CommandFailure;
import java.util.function.Consumer;

/** Where recorded events are. */
interface EventSource {

  /**
   * Hands over every event of a time, in any order, each once.
   *
   * @throws CommandFailure when they can't be read
   */
  void read(TimeRange range, Consumer<EnrichedEvent> events);

  /** Where that is, in words. */
  String words();
}
