package io.headwater.quickstart.demo;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The order in which the demo comes to its end: the stream reads what is left, its one-minute
 * windows close, the sink writes what is left. Longer windows stay open: their end may be an hour
 * away. A phase is over when what it waits for has been so at several looks in a row, because each
 * number is as old as the broker's last answer.
 */
final class Drain {

  /** What is being waited for. */
  enum Phase {
    READING("draining"),
    CLOSING("closing"),
    WRITING("writing"),
    DONE("done");

    private final String text;

    Phase(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    private Phase following() {
      return switch (this) {
        case READING -> CLOSING;
        case CLOSING -> WRITING;
        case WRITING, DONE -> DONE;
      };
    }
  }

  private static final int LOOKS = 3;

  private final DemoApps apps;
  private final InstantSource clock;
  private final Instant lastMinuteEnds;
  private Phase phase = Phase.READING;
  private int quietLooks;

  /**
   * @param sent when the last event was sent
   */
  Drain(DemoApps apps, Instant sent, InstantSource clock) {
    this.apps = apps;
    this.clock = clock;
    this.lastMinuteEnds = sent.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
  }

  /** Looks once, and tells what is waited for now. */
  Phase next() {
    boolean quiet =
        switch (phase) {
          case READING -> apps.inputLag() == 0;
          case CLOSING -> apps.inputLag() == 0 && lastMinuteIsClosed();
          case WRITING -> apps.sinkLag() == 0;
          case DONE -> false;
        };
    quietLooks = quiet ? quietLooks + 1 : 0;
    if (quietLooks == LOOKS) {
      phase = phase.following();
      quietLooks = 0;
    }
    return phase;
  }

  private boolean lastMinuteIsClosed() {
    long behind = Math.round(apps.meters().watermarkDelay() * 1_000);
    return !clock.instant().minusMillis(behind).isBefore(lastMinuteEnds);
  }
}
