package io.headwater.bench.restore;

import io.headwater.bench.rig.Meters;
import io.headwater.bench.rig.StreamProcess;
import io.headwater.bench.rig.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks how a stream reads its state back, as long as it does. */
final class RestoreWatch {

  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);

  private RestoreWatch() {}

  /**
   * Waits until the stream runs.
   *
   * @param stream just started
   * @return how it got on; it is ready at the last look and at no other
   */
  static List<RestoreLook> awaitReady(StreamProcess stream) {
    long start = System.nanoTime();
    List<RestoreLook> course = new ArrayList<>();
    long furthest = 0;
    Waiting.Deadline standstill = Waiting.deadline(LONGEST_STANDSTILL);
    while (true) {
      Optional<Meters> meters = stream.metersOnceUp();
      Duration at = Duration.ofNanos(System.nanoTime() - start);
      RestoreLook look =
          meters
              .map(each -> RestoreLook.of(each, at))
              .orElseGet(() -> new RestoreLook(at, 0, 0, false));
      course.add(look);
      if (look.isReady()) {
        return List.copyOf(course);
      }
      if (look.restored() > furthest) {
        furthest = look.restored();
        standstill = Waiting.deadline(LONGEST_STANDSTILL);
      } else if (standstill.hasPassed()) {
        throw stream.failure(
            "has read %,d records of its state back, and no more for %d s"
                .formatted(furthest, LONGEST_STANDSTILL.toSeconds()));
      }
      Waiting.pause(LOOK);
    }
  }
}
