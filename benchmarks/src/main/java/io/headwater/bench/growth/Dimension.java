package io.headwater.bench.growth;

import io.headwater.bench.drain.DrainOptions;
import io.headwater.bench.rig.StreamArguments;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What grows from one drain to the next, while the rest stays as it is. */
enum Dimension {
  SENSORS {
    @Override
    DrainOptions at(int value, DrainOptions usual) {
      return new DrainOptions(
          usual.events(),
          value,
          usual.locations(),
          usual.partitions(),
          usual.runs(),
          usual.settings());
    }
  },
  PARTITIONS {
    @Override
    DrainOptions at(int value, DrainOptions usual) {
      return new DrainOptions(
          usual.events(),
          usual.sensors(),
          usual.locations(),
          value,
          usual.runs(),
          usual.settings());
    }
  },
  THREADS {
    @Override
    DrainOptions at(int value, DrainOptions usual) {
      Map<String, String> settings = new TreeMap<>(usual.settings());
      settings.put(StreamArguments.THREADS, Integer.toString(value));
      return new DrainOptions(
          usual.events(),
          usual.sensors(),
          usual.locations(),
          usual.partitions(),
          usual.runs(),
          settings);
    }
  };

  /** The drain in which this has that value, and everything else is as usual. */
  abstract DrainOptions at(int value, DrainOptions usual);

  /** As on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
