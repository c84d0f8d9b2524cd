package io.headwater.quickstart.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.SensorEvent;
import io.headwater.model.json.SensorEventJson;
import io.headwater.quickstart.replay.ReplayOptions.Times;
import io.headwater.quickstart.source.RecordSource;
import io.headwater.quickstart.source.SourceRecord;
import java.util.Iterator;
import java.util.Set;

/** The samples of a series as events of one sensor. */
public final class ReplaySource implements RecordSource {

  private final SensorEventJson json = new SensorEventJson();
  private final ReplayOptions options;
  private final Iterator<Sample> samples;
  private final long firstRecorded;
  private final long start;
  private long due;

  /**
   * A replay from the first sample on.
   *
   * @param start event time of the first sample if events carry times of now, microseconds since
   *     the epoch
   * @param limit how many samples to play at most
   */
  public ReplaySource(Series series, ReplayOptions options, long start, long limit) {
    this.options = options;
    this.samples = series.samples().stream().limit(limit).iterator();
    this.firstRecorded = series.samples().get(0).time();
    this.start = start;
  }

  @Override
  public boolean hasNext() {
    return samples.hasNext();
  }

  @Override
  public SourceRecord next() {
    Sample sample = samples.next();
    // A clock that was set back while recording: what follows is due at once
    due = Math.max(due, options.isPaced() ? 1_000 * sinceFirst(sample) : 0);
    SensorEvent event =
        new SensorEvent(
            options.sensorId(),
            options.deviceType(),
            options.times() == Times.NOW ? start + sinceFirst(sample) : sample.time(),
            sample.value(),
            options.unit(),
            options.location(),
            SensorEvent.DEFAULT_STATUS,
            null);
    return new SourceRecord(due, options.sensorId().getBytes(UTF_8), json.encode(event), Set.of());
  }

  /** In microseconds of the replay. */
  private long sinceFirst(Sample sample) {
    return Math.round((sample.time() - firstRecorded) / options.speedUp().orElse(1));
  }
}
