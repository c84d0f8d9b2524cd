package io.headwater.sink.runtime;

import io.headwater.sink.worker.TableProgress;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health indicator {@code sink}: up while the broker answers and the rows of every table get
 * through; else down, with the reason of each that don't.
 */
final class SinkHealth implements HealthIndicator {

  private final SinkProgress progress;

  SinkHealth(SinkProgress progress) {
    this.progress = progress;
  }

  @Override
  public Health health() {
    Health.Builder health = Health.up();
    progress.brokerSilence().ifPresent(silence -> health.down().withDetail("broker", silence));
    for (TableProgress table : progress.tables()) {
      String state = StateText.of(table.state());
      if (table.state().isHealthy()) {
        health.withDetail(table.table(), state);
      } else {
        health.down().withDetail(table.table(), state + ": " + table.state().reason());
      }
    }
    return health.build();
  }
}
