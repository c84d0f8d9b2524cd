/**
 * The sink: brings the stream's output topics into Delta tables, each record exactly once.
 *
 * <p>{@link io.headwater.sink.SinkApp} is the way in. Data walk through the packages in this order:
 * {@code worker} polls, {@code parquet} makes rows and files of records, {@code batch} keeps them
 * with their offsets, {@code delta} commits both.
 */
@NullMarked
package io.headwater.sink;

import org.jspecify.annotations.NullMarked;
