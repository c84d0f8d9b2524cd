package io.headwater.bench.micro;

import java.util.OptionalDouble;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What a step costs.
 *
 * @param name of the benchmark, short
 * @param nanos of a step, on average
 * @param error half the width of the interval that has the true average with 99.9 % confidence;
 *     empty for fewer than three iterations
 * @param lowest of the iterations' averages: where other work took turns on the cores, this had
 *     least of it
 * @param bytes allocated by a step; empty when the JVM does not count them
 * @param iterations that were measured
 */
record MicroResult(
    String name,
    double nanos,
    OptionalDouble error,
    double lowest,
    OptionalDouble bytes,
    long iterations) {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  static MicroResult of(RunResult result) {
    Result<?> time = result.getPrimaryResult();
    Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
    return new MicroResult(
        shortName(result.getParams().getBenchmark()),
        time.getScore(),
        known(time.getScoreError()),
        time.getStatistics().getMin(),
        allocated == null ? OptionalDouble.empty() : known(allocated.getScore()),
        time.getSampleCount());
  }

  /** Class and method, without what they have in common with all others. */
  static String shortName(String benchmark) {
    int method = benchmark.lastIndexOf('.');
    String className = benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1, method);
    return className.replaceFirst("Benchmark$", "") + benchmark.substring(method);
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
