package io.headwater.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {

  private static final TopicPartition PANES = new TopicPartition("app-panes-changelog", 0);
  private static final TopicPartition SESSIONS = new TopicPartition("app-sessions-changelog", 0);

  private final StreamStatus status = new StreamStatus("localhost:9092");
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final RestoreProgress restore = new RestoreProgress(status, registry);

  @Test
  void shouldTellWhatIsLeftUntilAllStateIsBack() {
    restore.onRestoreStart(PANES, "panes", 100, 1_100);
    restore.onRestoreStart(SESSIONS, "sessions", 0, 50);
    assertThat(gauge("headwater.stream.restore.remaining")).isEqualTo(1_050);
    assertThat(status.state()).isEqualTo(new StreamState.Restoring(2));

    restore.onBatchRestored(PANES, "panes", 500, 400);
    assertThat(gauge("headwater.stream.restore.remaining")).isEqualTo(650);
    assertThat(registry.get("headwater.stream.restored").counter().count()).isEqualTo(400);

    restore.onRestoreSuspended(SESSIONS, "sessions", 20);
    assertThat(gauge("headwater.stream.restore.stores")).isEqualTo(1);

    restore.onRestoreEnd(PANES, "panes", 1_000);
    assertThat(gauge("headwater.stream.restore.stores")).isZero();
    assertThat(gauge("headwater.stream.restore.remaining")).isZero();
    assertThat(status.state()).isEqualTo(new StreamState.Starting());
  }

  /** Else the alert on a stream that does not run would be silenced for ever. */
  @Test
  void shouldForgetWhatAThreadThatDiedLeftWhenTheStreamRuns() {
    restore.onRestoreStart(PANES, "panes", 100, 1_100);

    restore.over();

    assertThat(gauge("headwater.stream.restore.stores")).isZero();
    assertThat(gauge("headwater.stream.restore.remaining")).isZero();
    assertThat(status.state()).isEqualTo(new StreamState.Starting());
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }
}
