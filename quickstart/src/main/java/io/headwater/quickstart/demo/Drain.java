package io.headwater.quickstart.demo;

/**
 * The order in which the demo comes to its end: the stream reads what is left, its windows close,
 * the sink writes what is left. A phase is over when what it waits for has been so at several looks
 * in a row, because each number is as old as the broker's last answer.
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
  private Phase phase = Phase.READING;
  private int quietLooks;

  Drain(DemoApps apps) {
    this.apps = apps;
  }

  /** Looks once, and tells what is waited for now. */
  Phase next() {
    boolean quiet =
        switch (phase) {
          case READING -> apps.inputLag() == 0;
          case CLOSING -> apps.inputLag() == 0 && apps.meters().openWindows() == 0;
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
}
