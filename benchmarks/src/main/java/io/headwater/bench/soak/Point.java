package io.headwater.bench.soak;

/**
 * What a figure was at one moment.
 *
 * @param seconds since the first event was due
 */
record Point(double seconds, double value) {}
