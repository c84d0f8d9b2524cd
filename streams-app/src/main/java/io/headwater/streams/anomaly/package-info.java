/** The stage that holds each event against the rules. */
@NullMarked
package io.headwater.streams.anomaly;

import org.jspecify.annotations.NullMarked;
