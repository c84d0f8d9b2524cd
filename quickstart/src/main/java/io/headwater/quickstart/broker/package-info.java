/**
 * A single Kafka broker, for trials and tests: in this process ({@link
 * io.headwater.quickstart.broker.EmbeddedBroker}) or, by the command {@code broker}, in one of its
 * own. No other package touches the broker's internal API.
 */
@NullMarked
package io.headwater.quickstart.broker;

import org.jspecify.annotations.NullMarked;
