package io.headwater.streams.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears from Kafka Streams how it is, and tells {@link StreamStatus}. */
final class StreamsWatch implements KafkaStreams.StateListener {

  private static final Logger log = LoggerFactory.getLogger(StreamsWatch.class);

  private final StreamStatus status;
  private final Runnable onFirstRun;
  private final AtomicBoolean hasRun = new AtomicBoolean();

  /**
   * @param onFirstRun called once, when the stream begins to run
   */
  StreamsWatch(StreamStatus status, Runnable onFirstRun) {
    this.status = status;
    this.onFirstRun = onFirstRun;
  }

  @Override
  public void onChange(State next, State before) {
    if (next == State.RUNNING) {
      status.become(new StreamState.Running());
      if (hasRun.getAndSet(true)) {
        log.info("The stream runs again.");
      } else {
        onFirstRun.run();
      }
    } else if (next == State.REBALANCING) {
      status.become(new StreamState.Starting());
    } else if (next == State.ERROR) {
      status.become(new StreamState.Dead("All stream threads have ended; the log above says why."));
    }
  }
}
