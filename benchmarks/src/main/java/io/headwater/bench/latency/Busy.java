package io.headwater.bench.latency;

import io.headwater.bench.rig.Broker;
import io.headwater.bench.rig.StreamProcess;
import java.time.Duration;

/** How much CPU stream, broker and sink take over a stretch of time. For use by one thread. */
final class Busy {

  private final StreamProcess stream;
  private final Broker broker;
  private final TableSide tables;
  private long begin = System.nanoTime();
  private Duration streamBefore = Duration.ZERO;
  private Duration brokerBefore = Duration.ZERO;
  private Duration sinkBefore = Duration.ZERO;

  /** Cores that were busy, on average. */
  record Cores(double stream, double broker, double sink) {}

  Busy(StreamProcess stream, Broker broker, TableSide tables) {
    this.stream = stream;
    this.broker = broker;
    this.tables = tables;
  }

  /** The stretch begins now. */
  void begin() {
    begin = System.nanoTime();
    streamBefore = stream.cpu();
    brokerBefore = broker.cpu();
    sinkBefore = tables.cpu();
  }

  /** The stretch ends now. */
  Cores end() {
    double elapsed = System.nanoTime() - begin;
    return new Cores(
        stream.cpu().minus(streamBefore).toNanos() / elapsed,
        broker.cpu().minus(brokerBefore).toNanos() / elapsed,
        tables.cpu().minus(sinkBefore).toNanos() / elapsed);
  }
}
