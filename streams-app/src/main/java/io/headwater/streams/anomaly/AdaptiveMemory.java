package io.headwater.streams.anomaly;

import io.headwater.streams.state.FormatVersion;
import io.headwater.streams.state.KeyReader;
import io.headwater.streams.state.KeyWriter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What an adaptive rule remembers of a sensor: a {@link Baseline} for each of the units it sends,
 * at most {@link #MOST_UNITS}. A fifth takes the place of the one that has had no value for
 * longest. Each is a part.
 */
final class AdaptiveMemory implements Memory {

  static final Kind<AdaptiveMemory> KIND =
      new Kind<>((byte) 2, AdaptiveMemory.class, AdaptiveMemory::new);

  static final int MOST_UNITS = 4;

  /** A device may call anything its unit. */
  private static final int LONGEST_UNIT = 64;

  private static final byte VERSION = 1;

  /** Roughly, in numbers: those of the baseline, and the objects around them. */
  private static final int WEIGHT = 40;

  private static final int WEIGHT_OF_SEASON = 2 * BaselineSeason.SLOTS;

  private final @Nullable Place[] places = new Place[MOST_UNITS];

  /** A unit and its baseline. */
  private static final class Place {
    private final @Nullable String unit;
    private final Baseline baseline;
    private boolean saved;

    Place(@Nullable String unit, Baseline baseline) {
      this.unit = unit;
      this.baseline = baseline;
    }

    boolean isOf(@Nullable String other) {
      return unit == null ? other == null : unit.equalsIgnoreCase(other);
    }
  }

  /**
   * The baseline of that unit, which is about to change.
   *
   * @param speed when that is another than before, what was learnt is void
   */
  Baseline baseline(@Nullable String unit, BaselineSpeed speed) {
    String name = unit == null ? null : unit.substring(0, Math.min(unit.length(), LONGEST_UNIT));
    int free = 0;
    long oldest = Long.MAX_VALUE;
    for (int index = 0; index < MOST_UNITS; index++) {
      Place place = places[index];
      boolean usable = place != null && place.baseline.speed().equals(speed);
      if (usable && place.isOf(name)) {
        place.saved = false;
        return place.baseline;
      }
      long newest = usable ? place.baseline.newest() : Long.MIN_VALUE;
      if (newest < oldest) {
        oldest = newest;
        free = index;
      }
    }
    Place added = new Place(name, new Baseline(speed));
    places[free] = added;
    return added.baseline;
  }

  @Override
  public void save(Parts parts) {
    for (int index = 0; index < MOST_UNITS; index++) {
      Place place = places[index];
      if (place != null && !place.saved) {
        parts.keep(index, encode(place));
        place.saved = true;
      }
    }
  }

  private static byte[] encode(Place place) {
    byte[] unit = KeyWriter.parts().text(place.unit).toBytes();
    byte[] baseline = place.baseline.toBytes();
    return ByteBuffer.allocate(Byte.BYTES + Integer.BYTES + unit.length + baseline.length)
        .put(VERSION)
        .putInt(unit.length)
        .put(unit)
        .put(baseline)
        .array();
  }

  @Override
  public void restore(int number, byte[] part) {
    ByteBuffer in = ByteBuffer.wrap(part);
    FormatVersion.require(VERSION, in.get(), "baselines of sensors");
    byte[] unit = new byte[in.getInt()];
    in.get(unit);
    byte[] baseline = new byte[in.remaining()];
    in.get(baseline);
    Place place = new Place(KeyReader.ofParts(unit).textOrNull(), Baseline.of(baseline));
    place.saved = true;
    places[number] = place;
  }

  @Override
  public int weight() {
    int weight = 0;
    for (Place place : places) {
      if (place != null) {
        boolean seasonal = place.baseline.speed().season() != null;
        weight += WEIGHT + (seasonal ? WEIGHT_OF_SEASON : 0);
      }
    }
    return weight;
  }
}
