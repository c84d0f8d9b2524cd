/**
 * Records become rows, and rows become Parquet files with the statistics Delta wants: {@link
 * io.headwater.sink.parquet.RowMapper} on the way in, {@link
 * io.headwater.sink.parquet.TableFileWriter} on the way out. Many small files become a few by
 * {@link io.headwater.sink.parquet.TableFileMerger}.
 */
@NullMarked
package io.headwater.sink.parquet;

import org.jspecify.annotations.NullMarked;
