package io.headwater.sink.worker;

import java.time.Instant;

/**
 * What a table's worker is doing.
 *
 * @param reason one sentence for people; empty while all is well
 * @param since when it began to
 */
public record WorkerState(Phase phase, String reason, Instant since) {

  /** The phases of a worker's life. */
  public enum Phase {
    /** Opens its table and looks for its topic. */
    STARTING,
    /** Waits for the broker. */
    WAITING_FOR_BROKER,
    /** Waits for the broker to let it read. */
    WAITING_FOR_ACCESS,
    /** Waits for the topic to be created. */
    WAITING_FOR_TOPIC,
    /** Reads and commits. */
    RUNNING,
    /** Storage fails: what was read is kept, reading pauses, and the commit is tried again. */
    RETRYING,
    /** Ended for good, because going on would lose or double something. */
    STOPPED,
    /** Never began, because the table that is there cannot take the topic's rows. */
    REFUSED,
    /** Ended because it was asked to. */
    ENDED
  }

  /** Whether rows get through as they should. */
  public boolean isHealthy() {
    return phase == Phase.RUNNING;
  }

  /** Whether nothing will ever come of it any more. */
  public boolean isOver() {
    return phase == Phase.STOPPED || phase == Phase.REFUSED || phase == Phase.ENDED;
  }
}
