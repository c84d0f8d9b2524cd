package io.headwater.streams.oracle;

import io.headwater.model.Scope;
import io.headwater.model.SensorEvent;
import io.headwater.model.WindowAggregate;
import io.headwater.streams.config.StreamsSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The windows that the contract wants of some input partitions, when each has been read to its end:
 * what tests of the whole stream compare theirs with.
 */
public final class WantedWindows {

  /** When the records were written: after all their events. */
  private static final long RECORD_MILLIS = 4_000_000_000_000L;

  private WantedWindows() {}

  /** A window, as far as it can be told without rounding when the sums of its values can. */
  public record Window(
      WindowKey key,
      long count,
      double sum,
      double min,
      double max,
      long firstEventTime,
      long lastEventTime,
      long sensorCount) {

    /** A window as it was sent. */
    public static Window of(WindowAggregate sent) {
      return new Window(
          WindowKey.of(sent),
          sent.summary().count(),
          sent.summary().sum(),
          sent.summary().min(),
          sent.summary().max(),
          sent.firstEventTime(),
          sent.lastEventTime(),
          sent.sensorCount());
    }

    private static Window of(NaiveWindow naive) {
      return new Window(
          naive.key(),
          naive.count(),
          naive.sum(),
          naive.min(),
          naive.max(),
          naive.firstTime(),
          naive.lastTime(),
          naive.sensors());
    }

    /** Whether it is one of {@code scope} and of that {@code window_type}. */
    public boolean is(Scope scope, String type) {
      return key.scope() == scope && key.type().equals(type);
    }
  }

  /** All windows there are when time has gone on for long after the last event. */
  public static List<Window> ofAllTime(
      StreamsSettings settings, List<List<SensorEvent>> partitions) {
    return of(settings, partitions, List.of(new Input.Quiet(Duration.ofDays(1))));
  }

  /**
   * All windows that the watermarks have closed: by sensor that of its partition, by location that
   * of the slowest.
   *
   * @param partitions the events of each, in the order in which they are read; none ahead of the
   *     clocks
   */
  public static List<Window> of(StreamsSettings settings, List<List<SensorEvent>> partitions) {
    return of(settings, partitions, List.of());
  }

  private static List<Window> of(
      StreamsSettings settings, List<List<SensorEvent>> partitions, List<Input> afterwards) {
    NaiveRules rules =
        new NaiveRules(
            settings.windows().aligned(),
            settings.windows().session(),
            settings.time().watermarkDelay());
    List<NaivePartition> models =
        partitions.stream()
            .map(events -> new NaivePartition(rules, inputs(events, afterwards)))
            .toList();
    Stream<NaiveWindow> bySensor = models.stream().flatMap(model -> model.closed().stream());
    Stream<NaiveWindow> byLocation = new NaiveLocations(models).closed().stream();
    return Stream.concat(bySensor, byLocation).map(Window::of).toList();
  }

  private static List<Input> inputs(List<SensorEvent> events, List<Input> afterwards) {
    List<Input> inputs = new ArrayList<>();
    for (SensorEvent event : events) {
      inputs.add(new Input.Reading(inputs.size(), event, RECORD_MILLIS, 0));
    }
    inputs.addAll(afterwards);
    return inputs;
  }
}
