package io.headwater.bench.growth;

import io.headwater.bench.drain.Drain;
import io.headwater.bench.report.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Drains the same number of events once for each value of what grows. */
final class Growth {

  private final GrowthOptions options;
  private final Path dir;
  private final Consumer<String> news;

  /**
   * @param dir where it may make directories of its own
   * @param news is told what happens, a line at a time
   */
  Growth(GrowthOptions options, Path dir, Consumer<String> news) {
    this.options = options;
    this.dir = dir;
    this.news = news;
  }

  GrowthReport run() {
    Machine machine = Machine.here();
    List<GrowthRow> rows = new ArrayList<>();
    for (GrowthOptions.Varied varied : options.varied()) {
      for (int value : varied.values()) {
        rows.add(drain(varied.dimension(), value));
      }
    }
    return new GrowthReport(machine, options, rows);
  }

  /** On a broker of its own, so that no value finds one that others have warmed up or filled. */
  private GrowthRow drain(Dimension dimension, int value) {
    String name = "%s %,d: ".formatted(dimension, value);
    return new GrowthRow(
        dimension,
        value,
        new Drain(dimension.at(value, options.usual()), dir, line -> news.accept(name + line))
            .run());
  }
}
