/**
 * A factory that exists only as arithmetic: sensors with levels, daily cycles, noise and drifts,
 * and everything that goes wrong with them. The same seed gives the same plant and the same events.
 *
 * <p>{@link io.headwater.quickstart.plant.EventFactory} is the door: it hands out the plant's
 * events. Nothing here reads a clock or does I/O.
 */
@NullMarked
package io.headwater.quickstart.plant;

import org.jspecify.annotations.NullMarked;
