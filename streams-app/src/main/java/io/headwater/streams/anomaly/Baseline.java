package io.headwater.streams.anomaly;

import io.headwater.streams.state.FormatVersion;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one sensor sends as a rule, in one unit: a level, how far values scatter around it, and
 * optionally a season. Learnt value by value in constant memory; no value, however wild, moves it
 * more than a step.
 *
 * <p>With the residual <i>r = value - (level + season)</i> and <i>c = r / deviation</i>, clipped to
 * <i>[-2, 2]</i>, a value moves
 *
 * <pre>
 * level      by  c · deviation · w / W
 * season     by  c · deviation · w / Ws             in the slots around its time
 * deviation² by  (c² / 0.92 - 1) · deviation² · w / Wd
 * </pre>
 *
 * where <i>w</i> is its weight and <i>W</i> the sums of weights, which halve with each half-life of
 * event time. It rests where the mean of <i>c</i> is 0 and that of <i>c²</i> is 0.92, as they are
 * for normal values: Huber's "Proposal 2" for location and scale, followed through time.
 *
 * <p>Sources: P. J. Huber, Robust Estimation of a Location Parameter, Annals of Mathematical
 * Statistics 35 (1964); S. Gelper, R. Fried, C. Croux, Robust Forecasting with Exponential and
 * Holt-Winters Smoothing, Journal of Forecasting 29 (2010), for clipping while smoothing and for
 * the season; D. J. Wright, Forecasting Data Published at Irregular Time Intervals, Management
 * Science 32 (1986), for weights by time.
 *
 * <p>Values may come in any order: a late one counts what it would count by now. Values up to a
 * magnitude of 1e100 make no number infinite. Not safe for use by several threads.
 */
final class Baseline {

  /** Beyond that many deviations a value counts as if it were there. */
  static final double CLIP = 2;

  /** The mean of the clipped square, for normal values: what makes the deviation a standard one. */
  private static final double NORMAL_SQUARE = 0.9205369256363231;

  /** What the level must rest on to be held against: values eight to a half-life get there. */
  private static final double LEAST_WEIGHT = 12;

  /** The deviation of a sensor that has never moved, as a share of its level. */
  private static final double UNMOVED = 0.01;

  /** Values closer than that share of them were only computed differently. */
  private static final double SAME = 1e-9;

  private static final double STEP_GROWS = 1.05;
  private static final double STEP_FALLS = 4;

  private static final byte VERSION = 1;
  private static final int BYTES = Byte.BYTES + 10 * Long.BYTES;
  private static final long NO_SEASON = 0;

  private final BaselineSpeed speed;
  private final @Nullable BaselineSeason season;
  private final BaselineStart start = new BaselineStart();

  private long first;
  private long newest;
  private double last;
  private double weight;
  private double slowWeight;
  private double level;
  private double scatter;

  /** A small difference of two values in a row; 0 as long as all were the same. */
  private double step;

  /**
   * What is expected of a value.
   *
   * @param value the likeliest one
   * @param deviation the standard deviation around it; greater than 0
   */
  record Expected(double value, double deviation) {}

  /** Of a sensor that has sent nothing yet. */
  Baseline(BaselineSpeed speed) {
    this.speed = speed;
    this.season = speed.season() == null ? null : new BaselineSeason(speed.season());
  }

  /**
   * What is expected of a value with that event time; empty as long as too little is known.
   *
   * @param warmUp for that long since its first value a sensor is only learnt from, in microseconds
   */
  Optional<Expected> expected(long time, long warmUp) {
    double known = time > newest ? weight * speed.kept(time - newest) : weight;
    return start.isFull() && known >= LEAST_WEIGHT && time - first >= warmUp
        ? Optional.of(new Expected(mean(time), deviation()))
        : Optional.empty();
  }

  /** Takes a value into account, at least a little. */
  void learn(long time, double value) {
    if (start.isEmpty()) {
      first = time;
      newest = time;
    }
    if (time > newest) {
      fade(time - newest);
      newest = time;
    }
    double counts = speed.kept(newest - time);
    double countsSlowly = speed.keptSlowly(newest - time);
    weight += counts;
    slowWeight += countsSlowly;
    if (start.isFull()) {
      adjust(time, value, counts, countsSlowly);
    } else {
      start.add(value);
      if (start.isFull()) {
        begin();
      }
    }
    last = value;
  }

  private void fade(long elapsed) {
    double slowly = speed.keptSlowly(elapsed);
    weight *= speed.kept(elapsed);
    slowWeight *= slowly;
    if (season != null) {
      season.fade(slowly);
    }
  }

  private void begin() {
    level = start.median();
    scatter = start.deviation();
    double most = CLIP * deviation();
    for (int index = 1; index < BaselineStart.SIZE; index++) {
      learnStep(start.value(index - 1), start.value(index), most);
    }
    scatter = Math.max(scatter, step);
  }

  private void adjust(long time, double value, double counts, double countsSlowly) {
    double deviation = deviation();
    double clipped = Math.max(-CLIP, Math.min(CLIP, (value - mean(time)) / deviation));
    double residual = clipped * deviation;
    level += residual * counts / Math.max(weight, LEAST_WEIGHT);
    if (season != null) {
      season.learn(time, residual, countsSlowly);
    }
    learnStep(last, value, CLIP * deviation);
    double surplus = clipped * clipped / NORMAL_SQUARE - 1;
    double gain = countsSlowly / Math.max(slowWeight, LEAST_WEIGHT);
    scatter = Math.max(Math.max(scatter, step) * Math.sqrt(1 + surplus * gain), step);
  }

  /**
   * Learns the resolution of the sensor: values of a coarse one are mostly the same, so that they
   * hardly scatter, and yet its next step is no surprise. It falls to a smaller step faster than it
   * grows to a larger one, so among steps of many sizes it is one of the small ones.
   *
   * @param most so that a wild value is not taken for a step
   */
  private void learnStep(double from, double to, double most) {
    double difference = Math.abs(to - from);
    if (difference <= SAME * Math.max(Math.abs(to), Math.abs(from))) {
      return;
    }
    double found = Math.min(difference, most);
    step = step == 0 ? found : Math.max(step / STEP_FALLS, Math.min(step * STEP_GROWS, found));
  }

  private double mean(long time) {
    return season == null ? level : level + season.offset(time);
  }

  private double deviation() {
    double deviation = Math.max(scatter, step);
    if (deviation == 0) {
      // a level of 0 has no magnitude: taken for 1
      deviation = UNMOVED * (level == 0 ? 1 : Math.abs(level));
    }
    return Math.max(deviation, Double.MIN_NORMAL);
  }

  /** How fast it learns. */
  BaselineSpeed speed() {
    return speed;
  }

  /** The newest event time it has seen. */
  long newest() {
    return newest;
  }

  /** What {@link #of} reads. */
  byte[] toBytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(BYTES + start.bytes() + (season == null ? 0 : BaselineSeason.BYTES));
    bytes.put(VERSION).putLong(speed.halfLife());
    bytes.putLong(speed.season() == null ? NO_SEASON : speed.season());
    bytes.putLong(first).putLong(newest).putDouble(last);
    bytes.putDouble(weight).putDouble(slowWeight);
    bytes.putDouble(level).putDouble(scatter).putDouble(step);
    start.writeTo(bytes);
    if (season != null) {
      season.writeTo(bytes);
    }
    return bytes.array();
  }

  /** The baseline that was written; it goes on as if it had never been. */
  static Baseline of(byte[] written) {
    ByteBuffer bytes = ByteBuffer.wrap(written);
    FormatVersion.require(VERSION, bytes.get(), "baselines");
    long halfLife = bytes.getLong();
    long season = bytes.getLong();
    Baseline baseline =
        new Baseline(new BaselineSpeed(halfLife, season == NO_SEASON ? null : season));
    baseline.readFrom(bytes);
    return baseline;
  }

  private void readFrom(ByteBuffer bytes) {
    first = bytes.getLong();
    newest = bytes.getLong();
    last = bytes.getDouble();
    weight = bytes.getDouble();
    slowWeight = bytes.getDouble();
    level = bytes.getDouble();
    scatter = bytes.getDouble();
    step = bytes.getDouble();
    start.readFrom(bytes);
    if (season != null) {
      season.readFrom(bytes);
    }
  }
}
