/**
 * The command {@code simulate}: takes events from the simulated plant or from a recorded series and
 * sends them at the pace they are due.
 */
@NullMarked
package io.headwater.quickstart.simulate;

import org.jspecify.annotations.NullMarked;
