package io.headwater.quickstart.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.HdrHistogram.Histogram;

/** Takes the demo's status from time to time; rates are over the time since the last. */
final class Ticker {

  private final DemoApps apps;
  private final LatencyProbe latency;
  private final InstantSource clock;
  private Instant lastTick;
  private long lastRecords;

  Ticker(DemoApps apps, LatencyProbe latency, InstantSource clock) {
    this.apps = apps;
    this.latency = latency;
    this.clock = clock;
    this.lastTick = clock.instant();
    this.lastRecords = apps.meters().records();
  }

  LiveStatus tick() {
    Instant now = clock.instant();
    long records = apps.meters().records();
    double seconds = Math.max(1e-3, Duration.between(lastTick, now).toNanos() / 1e9);
    double rate = (records - lastRecords) / seconds;
    lastTick = now;
    lastRecords = records;
    Histogram latencies = latency.sinceLastCall();
    boolean anyCame = latencies.getTotalCount() > 0;
    return new LiveStatus(
        rate,
        apps.inputLag(),
        anyCame ? latencies.getValueAtPercentile(50) : -1,
        anyCame ? latencies.getValueAtPercentile(99) : -1,
        apps.meters().windows(),
        apps.meters().anomalies(),
        apps.meters().deltaRows());
  }
}
