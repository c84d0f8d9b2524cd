package io.headwater.streams.anomaly;

import io.headwater.streams.state.FormatVersion;
import io.headwater.streams.state.KeyReader;
import io.headwater.streams.state.KeyWriter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a spike rule remembers of a sensor: a {@link SpikeSeries} for each of the units it sends, at
 * most {@link #MOST_UNITS}. A fifth takes the place of the one that has had no value for longest.
 *
 * <p>Its parts are the slots: one is written again when it has changed, and the slot that comes
 * after it in the ring takes its place in the store too, so that nothing is ever deleted.
 */
final class SpikeMemory implements Memory {

  static final Kind<SpikeMemory> KIND = new Kind<>((byte) 1, SpikeMemory.class, SpikeMemory::new);

  static final int MOST_UNITS = 4;

  /** A device may call anything its unit. */
  private static final int LONGEST_UNIT = 64;

  private static final byte VERSION = 2;

  private final @Nullable SpikeSeries[] series = new SpikeSeries[MOST_UNITS];

  /**
   * The values in that unit.
   *
   * @param within how far back the rule looks; when that has changed, what is remembered is void
   */
  SpikeSeries series(@Nullable String unit, long within) {
    String name = unit == null ? null : unit.substring(0, Math.min(unit.length(), LONGEST_UNIT));
    long slotLength = SpikeSeries.slotLength(within);
    int place = 0;
    long oldest = Long.MAX_VALUE;
    for (int i = 0; i < MOST_UNITS; i++) {
      SpikeSeries each = series[i];
      boolean usable = each != null && each.slotLength() == slotLength;
      if (usable && isSame(each.unit(), name)) {
        return each;
      }
      long newest = usable ? each.newest() : Long.MIN_VALUE;
      if (newest < oldest) {
        oldest = newest;
        place = i;
      }
    }
    SpikeSeries added = new SpikeSeries(name, within);
    series[place] = added;
    return added;
  }

  @Override
  public void save(Parts parts) {
    for (int i = 0; i < MOST_UNITS; i++) {
      SpikeSeries each = series[i];
      for (int place = 0; each != null && place < SpikeSeries.SLOTS; place++) {
        SpikeSlot slot = each.slot(place);
        if (slot != null && !slot.isSaved()) {
          parts.keep(i * SpikeSeries.SLOTS + place, encode(each, slot));
        }
      }
    }
  }

  /**
   * A place's series is the one whose slot is the newest: others were left behind by a unit, or a
   * length, that made room for it.
   */
  @Override
  public void restore(int number, byte[] part) {
    ByteBuffer in = ByteBuffer.wrap(part);
    FormatVersion.require(VERSION, in.get(), "values of sensors");
    long slotLength = in.getLong();
    byte[] unitParts = new byte[in.getInt()];
    in.get(unitParts);
    String unit = KeyReader.ofParts(unitParts).textOrNull();
    SpikeSlot slot = SpikeSlot.read(in, slotLength);
    int place = number / SpikeSeries.SLOTS;
    SpikeSeries there = series[place];
    if (there == null
        || (!(there.slotLength() == slotLength && isSame(there.unit(), unit))
            && there.newest() < slot.start())) {
      there = new SpikeSeries(unit, slotLength * SpikeSeries.WITHIN);
      series[place] = there;
    }
    if (there.slotLength() == slotLength && isSame(there.unit(), unit)) {
      there.restore(slot);
    }
  }

  @Override
  public int weight() {
    int weight = 0;
    for (SpikeSeries each : series) {
      weight += each == null ? 0 : each.weight();
    }
    return weight;
  }

  private static byte[] encode(SpikeSeries series, SpikeSlot slot) {
    byte[] unit = KeyWriter.parts().text(series.unit()).toBytes();
    ByteBuffer out =
        ByteBuffer.allocate(Byte.BYTES + Long.BYTES + Integer.BYTES + unit.length + slot.bytes());
    out.put(VERSION).putLong(series.slotLength()).putInt(unit.length).put(unit);
    slot.write(out);
    return out.array();
  }

  private static boolean isSame(@Nullable String one, @Nullable String other) {
    return one == null ? other == null : one.equalsIgnoreCase(other);
  }
}
