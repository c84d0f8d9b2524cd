package io.headwater.sink.runtime;

import io.headwater.sink.worker.WorkerState;
import java.util.Locale;

/** A worker's phase for machines: lower case, words joined by underscores. */
final class StateText {

  private StateText() {}

  static String of(WorkerState state) {
    return state.phase().name().toLowerCase(Locale.ROOT);
  }
}
