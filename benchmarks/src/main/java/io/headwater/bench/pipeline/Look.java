package io.headwater.bench.pipeline;

import java.time.Duration;

/**
 * How far stream and sink were at one moment, and what had been taken until then.
 *
 * @param at since both were started
 * @param streamed events of the backlog whose results the stream has committed
 * @param rows in all tables
 */
record Look(Duration at, long streamed, long rows, Cpu cpu) {

  /** CPU time of each process, from the start of its JVM on. */
  record Cpu(Duration stream, Duration sink, Duration broker) {}
}
