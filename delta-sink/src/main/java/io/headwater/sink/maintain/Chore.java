package io.headwater.sink.maintain;

import java.io.IOException;
import java.util.Optional;

/**
 * Work on a table that is done from time to time, on a background thread: never by two threads at
 * once, but not always by the same.
 */
@FunctionalInterface
public interface Chore {

  /**
   * Does one piece of it.
   *
   * @param cancellation looked at often: when it is requested the work leaves nothing behind
   * @return files to be committed by the table's own thread, after which there may be more to do;
   *     empty when nothing is left for now
   * @throws IOException when storage did not do its part; it is tried again later
   */
  Optional<Rewritten> work(Cancellation cancellation) throws IOException;
}
