/**
 * Which topics there must be: those the settings name, and those that Kafka Streams has for itself.
 * Planned, shown, and created up front where the broker is not to be trusted with it.
 */
@NullMarked
package io.headwater.streams.topics;

import org.jspecify.annotations.NullMarked;
