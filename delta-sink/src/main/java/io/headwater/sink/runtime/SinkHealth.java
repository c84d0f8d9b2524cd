package io.headwater.sink.runtime;

import io.headwater.sink.worker.TableProgress;
import io.headwater.sink.worker.WorkerState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * The health indicator {@code sink}, with what each table does and why.
 *
 * <ul>
 *   <li>{@code UP}: the broker answers, and the rows of every table get through.
 *   <li>{@code OUT_OF_SERVICE}: they don't at the moment, and will again without anybody touching
 *       the sink: broker, topic, access or storage is waited for.
 *   <li>{@code DOWN}: a table has stopped for good, and somebody has to look.
 * </ul>
 *
 * <p>Part of readiness, never of liveness: a restart mends neither.
 */
final class SinkHealth implements HealthIndicator {

  private final SinkProgress progress;

  SinkHealth(SinkProgress progress) {
    this.progress = progress;
  }

  @Override
  public Health health() {
    Health.Builder health = new Health.Builder();
    Status worst = Status.UP;
    if (progress.brokerSilence().isPresent()) {
      health.withDetail("broker", progress.brokerSilence().get());
      worst = Status.OUT_OF_SERVICE;
    }
    for (TableProgress table : progress.tables()) {
      WorkerState state = table.state();
      String text = StateText.of(state);
      health.withDetail(
          table.table(), state.reason().isEmpty() ? text : text + ": " + state.reason());
      worst = worse(worst, status(state));
    }
    return health.status(worst).build();
  }

  private static Status status(WorkerState state) {
    return switch (state.phase()) {
      case RUNNING -> Status.UP;
      case STOPPED, REFUSED -> Status.DOWN;
      case STARTING, WAITING_FOR_BROKER, WAITING_FOR_ACCESS, WAITING_FOR_TOPIC, RETRYING, ENDED ->
          Status.OUT_OF_SERVICE;
    };
  }

  private static Status worse(Status one, Status other) {
    if (one.equals(Status.DOWN) || other.equals(Status.UP)) {
      return one;
    }
    return other;
  }
}
