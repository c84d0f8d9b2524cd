/**
 * What runs the stream: it waits for the broker, sees to the topics, starts Kafka Streams and
 * watches it; and what tells operators how it goes: health, metrics, progress.
 *
 * <p>Looks into the stream; no stage knows of it.
 */
@NullMarked
package io.headwater.streams.runtime;

import org.jspecify.annotations.NullMarked;
