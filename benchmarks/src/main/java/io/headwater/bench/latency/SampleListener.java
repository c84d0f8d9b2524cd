package io.headwater.bench.latency;

/** Is shown the enriched events that are looked at. */
@FunctionalInterface
interface SampleListener {

  /**
   * One was read.
   *
   * @param partition of the topic of enriched events
   * @param offset in it
   * @param eventTime when it was due to be sent, in microseconds since the epoch
   */
  void read(int partition, long offset, long eventTime);
}
