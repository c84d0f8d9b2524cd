package io.headwater.bench.sink;

import io.headwater.bench.rig.DrainFigures;
import java.util.OptionalLong;

/** One sink that wrote the whole topic. */
record SinkRun(DrainFigures figures, OptionalLong peakResidentBytes, TableSize table) {}
