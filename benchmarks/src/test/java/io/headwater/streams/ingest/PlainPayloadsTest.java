package io.headwater.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.bench.micro.Readings;
import io.headwater.model.EventTime;
import io.headwater.model.SensorEvent;
import io.headwater.model.json.SensorEventJson;
import io.headwater.quickstart.plant.EventFactory;
import io.headwater.quickstart.plant.Plant;
import io.headwater.quickstart.plant.Shares;
import io.headwater.quickstart.plant.Timetable;
import io.headwater.quickstart.replay.ReplayOptions;
import io.headwater.quickstart.replay.ReplayOptions.Times;
import io.headwater.quickstart.replay.ReplaySource;
import io.headwater.quickstart.replay.Series;
import io.headwater.quickstart.source.RecordSource;
import io.headwater.streams.ingest.Decoded.Accepted;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What sensors send is read without the parser, or the shortcut would be for nobody. */
class PlainPayloadsTest {

  private static final long START = EventTime.ofInstant(Readings.START);
  private static final int SENSORS = 500;

  private final PlainEventReader plain = new PlainEventReader();

  @Test
  void shouldReadTheEventsOfTheBenchmarks() {
    SensorEventJson json = new SensorEventJson();

    LongStream.range(0, Readings.ENOUGH)
        .mapToObj(number -> json.encode(Readings.PER_SECOND.event(number)))
        .forEach(this::readsWhatTheParserReads);
  }

  @Test
  void shouldReadWhatARealMachineRecorded() {
    ReplayOptions options =
        new ReplayOptions(
            "press-1",
            "temperature",
            "fahrenheit",
            "hall-1",
            Times.RECORDED,
            OptionalDouble.empty());

    payloads(new ReplaySource(Series.read("machine-temperature"), options, START, Long.MAX_VALUE))
        .forEach(this::readsWhatTheParserReads);
  }

  @Test
  void shouldReadTheSimulatorsEventsButThoseWithAttributes() {
    Timetable timetable = new Timetable(START, 0, SENSORS, OptionalLong.of(20 * SENSORS));
    EventFactory plant = new EventFactory(Plant.build(SENSORS, 20, 1), timetable, Shares.none(), 1);

    List<byte[]> bare =
        payloads(plant).stream().filter(payload -> parsed(payload).attributes() == null).toList();

    assertThat(bare).isNotEmpty().allSatisfy(this::readsWhatTheParserReads);
  }

  private void readsWhatTheParserReads(byte[] payload) {
    assertThat(plain.read(payload)).isEqualTo(parsed(payload));
  }

  private static SensorEvent parsed(byte[] payload) {
    assertThat(EventDecoder.parse(payload)).isInstanceOf(Accepted.class);
    return ((Accepted) EventDecoder.parse(payload)).event();
  }

  private static List<byte[]> payloads(RecordSource source) {
    List<byte[]> payloads = new ArrayList<>();
    while (source.hasNext()) {
      payloads.add(source.next().value());
    }
    return payloads;
  }
}
