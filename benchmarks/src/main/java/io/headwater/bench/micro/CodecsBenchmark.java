package io.headwater.bench.micro;

import io.headwater.model.CloseReason;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.EventTime;
import io.headwater.model.SensorEvent;
import io.headwater.model.Summary;
import io.headwater.model.WindowAggregate;
import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.json.WindowAggregateJson;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Records of the output topics, to and from their JSON. */
@State(Scope.Benchmark)
public class CodecsBenchmark {

  private static final int SECONDS = 60;

  private final EnrichedEventJson eventJson = new EnrichedEventJson();
  private final WindowAggregateJson windowJson = new WindowAggregateJson();

  private Turns<byte[]> encoded;
  private Turns<EnrichedEvent> events;
  private Turns<WindowAggregate> windows;

  /** Makes the records. */
  @Setup
  public void prepare() {
    List<byte[]> bytes =
        Readings.enrichedRecords(Readings.ENOUGH).stream().map(ConsumerRecord::value).toList();
    encoded = new Turns<>(bytes);
    List<EnrichedEvent> decoded = bytes.stream().map(eventJson::decode).toList();
    events = new Turns<>(decoded);
    windows = new Turns<>(decoded.stream().map(each -> minuteOf(each.event())).toList());
  }

  /** An enriched event to its bytes, as the stream does. */
  @Benchmark
  public byte[] encodeEnriched() {
    return eventJson.encode(events.next());
  }

  /** The bytes of an enriched event to the event: the sink has a way of its own, see Parquet. */
  @Benchmark
  public EnrichedEvent decodeEnriched() {
    return eventJson.decode(encoded.next());
  }

  /** A closed window to its bytes. */
  @Benchmark
  public byte[] encodeAggregate() {
    return windowJson.encode(windows.next());
  }

  /** A window by sensor, of sixty readings from that one on. */
  private static WindowAggregate minuteOf(SensorEvent event) {
    Summary summary = Summary.EMPTY;
    for (int second = 0; second < SECONDS; second++) {
      summary = summary.plus(event.value() + second / 100.0);
    }
    long start = EventTime.ofInstant(Readings.START);
    return new WindowAggregate(
        io.headwater.model.Scope.SENSOR,
        "1m",
        event.sensorId(),
        event.location(),
        event.deviceType(),
        event.unit(),
        start,
        start + TimeUnit.SECONDS.toMicros(SECONDS),
        summary,
        event.eventTime(),
        event.eventTime() + TimeUnit.SECONDS.toMicros(SECONDS - 1),
        0,
        1,
        CloseReason.WATERMARK);
  }
}
