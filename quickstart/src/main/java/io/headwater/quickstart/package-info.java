/**
 * Everything for a first look without a Kafka of one's own: an embedded broker, a simulated plant,
 * the replay of a recorded machine, and the demo that runs the whole product in one process.
 */
@NullMarked
package io.headwater.quickstart;

import org.jspecify.annotations.NullMarked;
