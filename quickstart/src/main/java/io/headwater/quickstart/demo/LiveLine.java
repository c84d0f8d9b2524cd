package io.headwater.quickstart.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import picocli.CommandLine.Help.Ansi;

/**
 * A line that is written over itself on a terminal, and now and then appended where the output goes
 * to a file. Used by one thread.
 */
final class LiveLine {

  /** To the line's start, and clear it: understood by every terminal since the VT100. */
  private static final String REWIND = "\r\u001b[K";

  private static final Duration BETWEEN_LINES_IN_A_FILE = Duration.ofSeconds(10);

  private final PrintWriter out;
  private final InstantSource clock;
  private final Terminal terminal;
  private Instant lastLine = Instant.MIN;
  private String lastPhase = "";

  /** Where the output goes. */
  enum Terminal {
    INTERACTIVE,
    NONE;

    static Terminal ofThisProcess() {
      return Ansi.AUTO.enabled() ? INTERACTIVE : NONE;
    }
  }

  LiveLine(PrintWriter out, InstantSource clock, Terminal terminal) {
    this.out = out;
    this.clock = clock;
    this.terminal = terminal;
  }

  /** Shows the line; a change of phase is shown in a file too, at once. */
  void show(String phase, LiveStatus status) {
    if (terminal == Terminal.INTERACTIVE) {
      out.print(REWIND + status.line(phase));
    } else {
      Instant now = clock.instant();
      if (phase.equals(lastPhase) && now.isBefore(lastLine.plus(BETWEEN_LINES_IN_A_FILE))) {
        return;
      }
      lastLine = now;
      out.println(status.line(phase));
    }
    lastPhase = phase;
    out.flush();
  }

  /** Leaves the last line standing; what is written next begins below it. */
  void end() {
    if (terminal == Terminal.INTERACTIVE && !lastPhase.isEmpty()) {
      out.println();
      out.flush();
    }
  }
}
