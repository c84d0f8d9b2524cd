package io.headwater.quickstart.simulate;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.TopicSettings;
import java.time.Duration;

/**
 * Sends a plant's events to the input topic.
 *
 * <p>{@link #run} is called once, by one thread; {@link #report} and {@link #stop} by any, at any
 * time.
 */
public final class Simulator {

  private static final SimulationReport NOTHING =
      new SimulationReport(0, 0, 0, 0, 0, 0, 0, Duration.ZERO);

  private Simulator() {}

  /**
   * A simulator of a plant.
   *
   * @throws IllegalArgumentException when the options contradict each other, in words for their
   *     user
   */
  public static Simulator of(KafkaSettings kafka, TopicSettings topics, SimulatorOptions options) {
    return new Simulator();
  }

  /**
   * Creates the input topics if they are missing and may be created, sends until all is sent or
   * {@link #stop} is called, and returns when the broker has confirmed every record.
   *
   * @throws SimulationException when the broker can't be reached, a topic is missing, or a record
   *     could not be sent
   */
  public SimulationReport run() {
    return NOTHING;
  }

  /** What has been sent up to now. */
  public SimulationReport report() {
    return NOTHING;
  }

  /** Lets {@link #run} end soon, with what has been sent by then. */
  public void stop() {}
}
