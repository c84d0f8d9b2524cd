package io.headwater.quickstart.rules;

import io.headwater.quickstart.cli.CommandFailure;
import java.util.function.Consumer;

/** Where recorded events are. */
interface EventSource {

  /**
   * Hands over every event of a time, in any order, each once.
   *
   * @return what there was of them
   * @throws CommandFailure when they can't be read
   */
  Extent read(TimeRange range, Consumer<RecordedEvent> events);

  /** Where that is, in words. */
  String words();
}
