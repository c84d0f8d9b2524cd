package io.headwater.quickstart.doctor.check;

import java.time.Duration;
import java.util.List;

/**
 * One thing the doctor looks at. It changes nothing that stays.
 *
 * <p>Runs in a thread of its own, which is interrupted when its time is over.
 */
public interface Check {

  /** What it is called, in one word. */
  String name();

  /** The checks without which this one makes no sense: it is skipped when one of them fails. */
  default List<String> needs() {
    return List.of();
  }

  /** How long it may take at most; 10 s by default. */
  default Duration limit() {
    return Duration.ofSeconds(10);
  }

  /**
   * Looks.
   *
   * @return at least one finding
   * @throws Exception when it cannot be told; this is a failure, too
   */
  List<Finding> look() throws Exception;
}
