package io.headwater.streams.ingest;

import io.headwater.bench.micro.Readings;
import io.headwater.bench.micro.Turns;
import io.headwater.model.json.SensorEventJson;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The bytes a device sends, decoded and checked. It stands in the decoder's own package, as nobody
 * else is meant to call that.
 */
@State(Scope.Benchmark)
public class DecodingBenchmark {

  private final EventDecoder decoder = new EventDecoder();
  private Turns<byte[]> payloads;

  /** Makes the payloads. */
  @Setup
  public void prepare() {
    SensorEventJson json = new SensorEventJson();
    payloads =
        new Turns<>(
            LongStream.range(0, Readings.ENOUGH)
                .mapToObj(number -> json.encode(Readings.PER_SECOND.event(number)))
                .toList());
  }

  /** A payload to an event. */
  @Benchmark
  public Decoded inputEvent() {
    return decoder.decode(payloads.next());
  }
}
