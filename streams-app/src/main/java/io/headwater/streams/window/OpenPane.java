package io.headwater.streams.window;

import org.apache.kafka.common.utils.Bytes;

/**
 * A pane with its place in the store.
 *
 * @param start of its minute, microseconds since the epoch
 */
record OpenPane(Bytes key, long start, Series series, Pane pane) {}
