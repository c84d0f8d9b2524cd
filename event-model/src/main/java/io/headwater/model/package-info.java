/**
 * The contract between the topics, the windows and the tables: one record a topic, the mergeable
 * {@link io.headwater.model.Summary}, event time, and the names of the topics.
 *
 * <p>Times are {@code long} microseconds since the epoch, UTC, because that is what events carry,
 * what Delta stores and what a hot path can compare without allocating; {@link
 * io.headwater.model.EventTime} turns them into text and back. A component that may be absent is
 * marked {@code @Nullable}; everything else is never null. All types here are immutable and safe to
 * share between threads.
 */
@NullMarked
package io.headwater.model;

import org.jspecify.annotations.NullMarked;
