package io.headwater.quickstart.replay;

/**
 * One reading of a recorded series.
 *
 * @param time microseconds since the epoch, UTC
 */
record Sample(long time, double value) {}
