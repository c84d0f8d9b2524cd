package io.headwater.bench.growth;

import io.headwater.bench.drain.DrainOptions;
import java.util.List;

/**
 * What is to be drained again and again.
 *
 * @param usual the drain as it is where nothing is varied
 * @param varied what grows, one after the other
 */
record GrowthOptions(DrainOptions usual, List<Varied> varied) {

  GrowthOptions {
    varied = List.copyOf(varied);
  }

  /**
   * One dimension, and the values it takes.
   *
   * @param values in the order they are measured in; the first is what the others are compared with
   */
  record Varied(Dimension dimension, List<Integer> values) {

    Varied {
      values = List.copyOf(values);
    }
  }
}
