package io.headwater.streams.runtime;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The health indicator {@code stream}: up while records are processed, else with the reason. */
final class StreamHealth implements HealthIndicator {

  private final StreamsProgress progress;

  StreamHealth(StreamsProgress progress) {
    this.progress = progress;
  }

  @Override
  public Health health() {
    StreamState state = progress.state();
    Health.Builder health = progress.isReady() ? Health.up() : Health.down();
    health.withDetail("state", state.name()).withDetail("message", state.sentence());
    progress.inputLag().ifPresent(lag -> health.withDetail("inputLag", lag));
    return health.build();
  }
}
