package io.headwater.bench.closing;

import io.headwater.bench.rig.Meters;

/**
 * The longest that Kafka Streams itself says a stream thread was at one thing, in milliseconds:
 * processing (on average over the records it had taken at once), a punctuation, a commit. NaN when
 * it was at none.
 */
record ThreadPauses(double process, double punctuate, double commit) {

  static final ThreadPauses NONE = new ThreadPauses(Double.NaN, Double.NaN, Double.NaN);

  static ThreadPauses of(Meters meters) {
    return new ThreadPauses(
        longest(meters, "process"), longest(meters, "punctuate"), longest(meters, "commit"));
  }

  ThreadPauses or(ThreadPauses other) {
    return new ThreadPauses(
        longer(process, other.process),
        longer(punctuate, other.punctuate),
        longer(commit, other.commit));
  }

  private static double longest(Meters meters, String what) {
    return meters.highest("kafka_stream_thread_%s_latency_max".formatted(what)).orElse(Double.NaN);
  }

  private static double longer(double one, double other) {
    return Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.max(one, other);
  }
}
