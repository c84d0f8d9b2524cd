package io.headwater.bench.rig;

import java.time.Duration;

/** A process that works through a topic, and commits to Kafka how far it is. */
public interface Drainer {

  /** The consumer group that commits. */
  String group();

  /** CPU time it has used so far, from the start of its JVM on. */
  Duration cpu();

  /** A failure of it, with the last it has said. */
  RuntimeException failure(String what);
}
