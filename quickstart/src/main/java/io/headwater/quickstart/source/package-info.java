/**
 * What can be simulated hands out records, one after the other, each with the moment at which it is
 * due. Sources know neither a clock nor Kafka.
 */
@NullMarked
package io.headwater.quickstart.source;

import org.jspecify.annotations.NullMarked;
