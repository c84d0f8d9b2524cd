package io.headwater.streams.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorEvent;
import io.headwater.streams.StreamDriver;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.oracle.Action.Life;
import io.headwater.streams.oracle.Input.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The whole topology on stores on disk, from bytes to bytes, against the rules said naively. */
class WholeStreamOracleTest {

  private static final StreamsSettings SETTINGS = StreamsSettings.defaults();

  /** Later than any event. */
  private static final Instant WALL_CLOCK = Instant.parse("2029-06-01T00:00:00Z");

  @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
  void shouldSendTheWindowsOfTheNaiveModel(@ForAll("histories") History history)
      throws IOException {
    List<Reading> readings = new ArrayList<>();
    List<Boolean> late = new ArrayList<>();
    List<Sent> sent = new ArrayList<>();
    Path state = Files.createTempDirectory("windows");
    try (StreamDriver stream = new StreamDriver(state, SETTINGS)) {
      stream.setClock(WALL_CLOCK);
      for (Step step : history.steps()) {
        Action action =
            step.action() instanceof Reading reading ? withoutAnomalies(reading) : step.action();
        if (action instanceof Reading reading) {
          readings.add(reading);
        }
        perform(action, stream);
        long watermark = model(readings).watermark();
        stream.windows().forEach(window -> sent.add(new Sent(window, watermark)));
        stream.enriched().stream().map(EnrichedEvent::late).forEach(late::add);
      }
    } finally {
      delete(state);
    }

    NaivePartition model = model(readings);
    assertThat(late).isEqualTo(model.late());
    List<NaiveWindow> expected = new ArrayList<>(model.closed());
    expected.addAll(new NaiveLocations(List.of(model)).closed());
    WindowComparison.requireSame(sent, expected);
  }

  private static void perform(Action action, StreamDriver stream) {
    if (action instanceof Reading reading) {
      stream.sendStamped(reading.event(), Instant.ofEpochMilli(reading.recordMillis()));
    } else if (action == Life.RESTART) {
      stream.restart();
    } else if (action == Life.TICK) {
      stream.pass(Duration.ofSeconds(1));
    }
  }

  /** The real rules decide here, and have nothing to find: what is below 0 cannot spike. */
  private static Reading withoutAnomalies(Reading reading) {
    SensorEvent event = reading.event();
    SensorEvent negative =
        new SensorEvent(
            event.sensorId(),
            event.deviceType(),
            event.eventTime(),
            -Math.abs(event.value()),
            event.unit(),
            event.location(),
            event.status(),
            event.attributes());
    return new Reading(reading.offset(), negative, reading.recordMillis(), 0);
  }

  private static NaivePartition model(List<Reading> readings) {
    return new NaivePartition(NaiveRules.of(SETTINGS), readings);
  }

  /** Nothing is idle here: the broker is never heard of. */
  @Provide
  Arbitrary<History> histories() {
    return Histories.ofOne(40);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
