package io.headwater.streams.window;

import io.headwater.model.Summary;
import java.nio.ByteBuffer;

/** The bytes of {@link Totals}: their numbers. The records they are part of have the version. */
final class TotalsFormat {

  static final int SIZE = 4 * Long.BYTES + 5 * Double.BYTES;

  private TotalsFormat() {}

  static void write(Totals totals, ByteBuffer out) {
    Summary summary = totals.summary();
    out.putLong(summary.count())
        .putDouble(summary.sum())
        .putDouble(summary.sumError())
        .putDouble(summary.min())
        .putDouble(summary.max())
        .putDouble(summary.m2())
        .putLong(totals.firstEventTime())
        .putLong(totals.lastEventTime())
        .putLong(totals.anomalies());
  }

  static Totals read(ByteBuffer in) {
    Summary summary =
        new Summary(
            in.getLong(),
            in.getDouble(),
            in.getDouble(),
            in.getDouble(),
            in.getDouble(),
            in.getDouble());
    return new Totals(summary, in.getLong(), in.getLong(), in.getLong());
  }
}
