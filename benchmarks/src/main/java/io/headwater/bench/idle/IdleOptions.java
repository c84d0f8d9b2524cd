package io.headwater.bench.idle;

import java.time.Duration;

/**
 * What the demo does.
 *
 * @param rate events a second
 * @param warmUp how long it runs before it is measured
 * @param measured for how long it is
 */
record IdleOptions(int rate, int sensors, Duration warmUp, Duration measured, int runs) {}
