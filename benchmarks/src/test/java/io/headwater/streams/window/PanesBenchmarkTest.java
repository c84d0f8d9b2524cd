package io.headwater.streams.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.bench.micro.Readings;
import io.headwater.model.EventTime;
import io.headwater.model.Summary;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;

class PanesBenchmarkTest {

  private static final long START = EventTime.ofInstant(Readings.START);

  @Test
  void shouldAddEveryEventToThePaneOfItsSensorAndNoneTwice() {
    // Given the events
    Map<String, Summary> expected = new HashMap<>();
    for (int number = 0; number < PanesBenchmark.EVENTS; number++) {
      var event = Readings.PER_SECOND.event(number);
      Summary before = expected.getOrDefault(event.sensorId(), Summary.EMPTY);
      expected.put(event.sensorId(), before.plus(event.value()));
    }

    // When they are added, the second time as well
    PanesBenchmark benchmark = new PanesBenchmark();
    benchmark.prepare();
    benchmark.update();
    PaneStore panes = benchmark.update();

    // Then each sensor has a pane of its sixty readings
    assertThat(panes.starts()).containsExactly(START);
    panes.save();
    Map<String, Summary> added = new HashMap<>();
    try (KeyValueIterator<Bytes, byte[]> all = panes.read(START, null)) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        added.put(
            PaneKey.series(PaneKey.seriesOf(entry.key)).sensorId(),
            PaneStore.decode(entry.value).summary());
      }
    }
    assertThat(added).hasSize(1_000).isEqualTo(expected);
  }
}
