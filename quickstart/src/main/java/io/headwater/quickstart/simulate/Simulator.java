package io.headwater.quickstart.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.EventTime;
import io.headwater.model.SensorReference;
import io.headwater.model.json.SensorReferenceJson;
import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.TopicSettings;
import io.headwater.quickstart.plant.EventFactory;
import io.headwater.quickstart.plant.Plant;
import io.headwater.quickstart.replay.ReplayOptions;
import io.headwater.quickstart.replay.ReplaySource;
import io.headwater.quickstart.replay.Series;
import io.headwater.quickstart.simulate.SimulatorOptions.Reference;
import io.headwater.quickstart.source.RecordSource;
import io.headwater.quickstart.source.SourceRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Sends a plant's events, or a recorded series, to the input topic.
 *
 * <p>{@link #run} is called once, by one thread; {@link #report} and {@link #stop} by any, at any
 * time.
 */
public final class Simulator {

  private final KafkaSettings kafka;
  private final Map<String, Object> producerProperties;
  private final TopicSettings topics;
  private final Map<String, SensorReference> references;
  private final Function<Instant, RecordSource> sourceFrom;
  private final InstantSource clock = InstantSource.system();
  private final Tally tally = new Tally();
  private final Stopwatch stopwatch = new Stopwatch(System::nanoTime);
  private volatile boolean stopped;

  private Simulator(
      KafkaSettings kafka,
      TopicSettings topics,
      Map<String, SensorReference> references,
      Function<Instant, RecordSource> sourceFrom) {
    this.kafka = kafka;
    this.producerProperties = EventSender.properties(kafka);
    this.topics = topics;
    this.references = references;
    this.sourceFrom = sourceFrom;
  }

  /**
   * A simulator of a plant.
   *
   * @throws IllegalArgumentException when {@code kafka} has properties that the simulator owns
   */
  public static Simulator of(KafkaSettings kafka, TopicSettings topics, SimulatorOptions options) {
    Plant plant = Plant.build(options.sensors(), options.locations(), options.seed());
    return new Simulator(
        kafka,
        topics,
        options.reference() == Reference.SEND ? plant.references() : Map.of(),
        now -> new EventFactory(plant, options.timetable(now), options.shares(), options.seed()));
  }

  /**
   * A simulator of the sensor that recorded a series.
   *
   * @param limit how many samples to send at most
   * @throws IllegalArgumentException when {@code kafka} has properties that the simulator owns
   */
  public static Simulator replay(
      KafkaSettings kafka, TopicSettings topics, Series series, ReplayOptions options, long limit) {
    return new Simulator(
        kafka,
        topics,
        Map.of(),
        now -> new ReplaySource(series, options, EventTime.ofInstant(now), limit));
  }

  /**
   * Creates the input topics if they are missing and may be created, sends until all is sent or
   * {@link #stop} is called, and returns when the broker has confirmed every record.
   *
   * @throws SimulationException when the broker can't be reached, a topic is missing, or a record
   *     could not be sent
   */
  public SimulationReport run() {
    List<String> needed =
        references.isEmpty()
            ? List.of(topics.events())
            : List.of(topics.events(), topics.reference());
    new InputTopics(kafka, topics, needed).ensure();
    try (EventSender sender = new EventSender(producerProperties, tally)) {
      sendReferences(sender);
      sendEvents(sender);
    }
    return report();
  }

  /** What has been sent up to now. */
  public SimulationReport report() {
    return tally.report(stopwatch.elapsed(), stopwatch.behind());
  }

  /** Lets {@link #run} end soon, with what has been sent by then. */
  public void stop() {
    stopped = true;
  }

  private void sendReferences(EventSender sender) {
    SensorReferenceJson json = new SensorReferenceJson();
    references.forEach(
        (sensor, reference) ->
            sender.send(topics.reference(), sensor.getBytes(UTF_8), json.encode(reference)));
    sender.flush(topics.reference());
  }

  private void sendEvents(EventSender sender) {
    Pace pace = new Pace(stopwatch.start());
    RecordSource source = sourceFrom.apply(clock.instant());
    while (source.hasNext() && !stopped) {
      SourceRecord next = source.next();
      if (awaitDue(next, pace)) {
        stopwatch.reached(next.dueNanos());
        sender.send(topics.events(), next);
      }
    }
    sender.flush(topics.events());
    stopwatch.stop();
  }

  /** Waits for the moment to send it; false when the simulation was stopped before. */
  private boolean awaitDue(SourceRecord next, Pace pace) {
    while (!stopped) {
      long wait = pace.nanosUntil(next.dueNanos(), System.nanoTime());
      if (wait == 0) {
        return true;
      }
      LockSupport.parkNanos(wait);
    }
    return false;
  }
}
