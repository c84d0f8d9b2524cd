package io.headwater.streams.window;

import io.headwater.bench.micro.Readings;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorEvent;
import io.headwater.streams.config.WindowSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Events added to their panes, in memory: what is written is written once a commit. It stands in
 * the panes' own package, as nobody else is meant to call them.
 */
@State(Scope.Benchmark)
public class PanesBenchmark {

  /** A minute of a thousand sensors: each opens a pane and adds to it fifty-nine times. */
  static final int EVENTS = 60_000;

  private final WindowGrid grid = new WindowGrid(WindowSettings.defaults());
  private final OpenPanes open = new OpenPanes(new SimpleMeterRegistry());
  private List<EnrichedEvent> events;

  /** Makes the events. */
  @Setup
  public void prepare() {
    events = Readings.enriched(Readings.PER_SECOND, LongStream.range(0, EVENTS)).toList();
  }

  /** An event that is not late, to its pane; they are new each time. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public PaneStore update() {
    try (PaneStore panes = new PaneStore(new SortedStore(), open)) {
      for (EnrichedEvent enriched : events) {
        SensorEvent event = enriched.event();
        long start = grid.paneStart(event.eventTime());
        panes.add(
            new PaneKey(start, Series.of(event), PaneKey.ANY),
            event.eventTime(),
            event.value(),
            enriched.anomalies().size());
      }
      return panes;
    }
  }
}
