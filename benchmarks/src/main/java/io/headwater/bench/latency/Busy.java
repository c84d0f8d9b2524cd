package io.headwater.bench.latency;

import io.headwater.bench.rig.Broker;
import io.headwater.bench.rig.StreamProcess;
import java.time.Duration;

/** How much CPU stream and broker take over a stretch of time. For use by one thread. */
final class Busy {

  private final StreamProcess stream;
  private final Broker broker;
  private long begin = System.nanoTime();
  private Duration streamBefore = Duration.ZERO;
  private Duration brokerBefore = Duration.ZERO;

  /** Cores that were busy, on average. */
  record Cores(double stream, double broker) {}

  Busy(StreamProcess stream, Broker broker) {
    this.stream = stream;
    this.broker = broker;
  }

  /** The stretch begins now. */
  void begin() {
    begin = System.nanoTime();
    streamBefore = stream.cpu();
    brokerBefore = broker.cpu();
  }

  /** The stretch ends now. */
  Cores end() {
    double elapsed = System.nanoTime() - begin;
    return new Cores(
        stream.cpu().minus(streamBefore).toNanos() / elapsed,
        broker.cpu().minus(brokerBefore).toNanos() / elapsed);
  }
}
