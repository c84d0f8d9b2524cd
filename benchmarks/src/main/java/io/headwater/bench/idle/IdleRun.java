package io.headwater.bench.idle;

import java.util.OptionalLong;

/**
 * One demo.
 *
 * @param cores kept busy, on average: 1 is all of one core
 * @param lastResidentBytes when the measurement ended
 * @param peakResidentBytes the most until then, the start included
 * @param status the last that the demo told of itself, in its own words
 */
record IdleRun(
    double cores, OptionalLong lastResidentBytes, OptionalLong peakResidentBytes, String status) {}
