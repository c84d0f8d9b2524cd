package io.headwater.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.quickstart.demo.LiveLine.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LiveLineTest {

  private static final LiveStatus STATUS = new LiveStatus(1_999.6, 12, 45, 120, 512, 37, 104_233);

  private final StringWriter written = new StringWriter();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  @Test
  void shouldTellTheWholeStatusInOneLineThatFitsATerminal() {
    assertThat(STATUS.line("running"))
        .isEqualTo(
            "running  2,000 events/s · lag 12 · latency p50 45 ms p99 120 ms · windows 512"
                + " · anomalies 37 · delta rows 104,233")
        .hasSizeLessThan(120);
  }

  @Test
  void shouldTellNoLatencyWhenNothingCame() {
    assertThat(new LiveStatus(0, 0, -1, -1, 0, 0, 0).line("closing")).contains("latency – ·");
  }

  @Test
  void shouldWriteOverItselfOnATerminal() {
    LiveLine line = line(Terminal.INTERACTIVE);

    line.show("running", STATUS);
    line.show("running", STATUS);
    line.end();

    String shown = "\r\u001b[K" + STATUS.line("running");
    assertThat(written).hasToString(shown + shown + System.lineSeparator());
  }

  @Test
  void shouldWriteALineEachTenSecondsAndAtAChangeOfPhaseToAFile() {
    LiveLine line = line(Terminal.NONE);

    line.show("running", STATUS);
    pass(9);
    line.show("running", STATUS);
    pass(1);
    line.show("running", STATUS);
    line.show("closing", STATUS);
    line.end();

    assertThat(written.toString().lines().map(text -> text.substring(0, 7)))
        .containsExactly("running", "running", "closing");
    assertThat(written.toString()).doesNotContain("\u001b");
  }

  private LiveLine line(Terminal terminal) {
    return new LiveLine(new PrintWriter(written), now::get, terminal);
  }

  private void pass(long seconds) {
    now.updateAndGet(instant -> instant.plusSeconds(seconds));
  }
}
