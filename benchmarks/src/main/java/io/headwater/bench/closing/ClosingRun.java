package io.headwater.bench.closing;

import java.util.Map;

/**
 * One boundary that was passed.
 *
 * @param before of the live events of the last ten seconds before a window closed
 * @param during of those from the first on that closed one, until a second after the last window
 * @param closingSeconds from that first event on until the last window was written
 * @param pauses of the stream's threads while they closed
 * @param windows that were closed, by scope and type
 */
record ClosingRun(
    int sensors,
    Boundary boundary,
    Latencies before,
    Latencies during,
    double closingSeconds,
    ThreadPauses pauses,
    Map<String, Long> windows) {

  long windowsClosed() {
    return windows.values().stream().mapToLong(Long::longValue).sum();
  }
}
