/**
 * The data the benchmarks run on: the same events each time, whoever runs them ({@link
 * io.headwater.bench.load.SensorLoad}), and how they get into a topic.
 */
@NullMarked
package io.headwater.bench.load;

import org.jspecify.annotations.NullMarked;
