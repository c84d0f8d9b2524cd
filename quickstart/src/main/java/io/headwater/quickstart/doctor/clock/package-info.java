/**
 * How far other clocks are from the one of this machine. Kafka has no question for the time, so
 * other checks read it off what they see anyway.
 */
@NullMarked
package io.headwater.quickstart.doctor.clock;

import org.jspecify.annotations.NullMarked;
