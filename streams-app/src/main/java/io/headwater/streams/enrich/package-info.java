/** The stage that adds what the plant knows of a sensor to each of its events. */
@NullMarked
package io.headwater.streams.enrich;

import org.jspecify.annotations.NullMarked;
