package io.headwater.bench.micro;

import java.time.Duration;

/**
 * How the benchmarks of single steps are run.
 *
 * @param only a regular expression: those in whose names it is found
 * @param forks JVMs for each benchmark, one after the other
 * @param warmUp iterations in each, before those that count
 * @param iterations that count in each
 * @param time of an iteration
 */
record MicroOptions(String only, int forks, int warmUp, int iterations, Duration time) {}
