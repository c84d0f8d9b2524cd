package io.headwater.streams.anomaly;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The first values of a sensor, kept until there are enough of them to begin with. A baseline that
 * began with the first value alone would take a sensor's nonsense at power-on for its level.
 */
final class BaselineStart {

  static final int SIZE = 16;

  /** Makes the median absolute deviation of normal values their standard deviation. */
  private static final double NORMAL = 1.4826;

  private final double[] values = new double[SIZE];
  private int count;

  void add(double value) {
    values[count++] = value;
  }

  boolean isEmpty() {
    return count == 0;
  }

  boolean isFull() {
    return count == SIZE;
  }

  double value(int index) {
    return values[index];
  }

  /** Up to half of the values may be anything, and it is still among the others. */
  double median() {
    return median(values.clone());
  }

  /** The median absolute deviation, as a standard deviation; 0 when most values are the same. */
  double deviation() {
    double median = median();
    return NORMAL * median(Arrays.stream(values).map(value -> Math.abs(value - median)).toArray());
  }

  private static double median(double[] of) {
    Arrays.sort(of);
    return (of[SIZE / 2 - 1] + of[SIZE / 2]) / 2;
  }

  /** How many bytes {@link #writeTo} writes: the values of a full one have done their service. */
  int bytes() {
    return Byte.BYTES + (isFull() ? 0 : count * Double.BYTES);
  }

  void writeTo(ByteBuffer bytes) {
    bytes.put((byte) count);
    if (!isFull()) {
      for (int index = 0; index < count; index++) {
        bytes.putDouble(values[index]);
      }
    }
  }

  /** Takes over what was written; of a full one only that it is full. */
  void readFrom(ByteBuffer bytes) {
    count = bytes.get();
    for (int index = 0; index < count && !isFull(); index++) {
      values[index] = bytes.getDouble();
    }
  }
}
