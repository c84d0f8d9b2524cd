package io.headwater.sink.parquet;

import io.headwater.sink.config.Column;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/**
 * How a data file is encoded: Zstandard at its default level, dictionaries where values repeat,
 * pages and all else as Parquet has it. No Bloom filters: the columns one would look up have
 * dictionaries, which tell exactly what a filter tells by chance, and rows sorted by key have
 * narrow bounds. {@code docs/performance.md} has what each choice was measured to cost.
 */
final class RowFileFormat extends ParquetWriter.Builder<Row, RowFileFormat> {

  /** Bounds the memory a file takes while it is written: what is encoded and not on disk yet. */
  private static final long ROW_GROUP_BYTES = 64L << 20;

  /** Rows may be of 256 KiB: so few may make a page larger than it should be, before one looks. */
  private static final int ROWS_BEFORE_A_LOOK = 10;

  private final WriteSupport<Row> writeSupport;

  private RowFileFormat(OutputFile file, WriteSupport<Row> writeSupport) {
    super(file);
    this.writeSupport = writeSupport;
  }

  static ParquetWriter<Row> open(OutputFile file, RowLayout layout, Configuration hadoop)
      throws IOException {
    List<Column> columns = layout.table().dataColumns();
    RowFileFormat format =
        new RowFileFormat(
                file,
                new RowWriteSupport(
                    layout,
                    ParquetSchema.of(layout.table().name(), columns),
                    Map.of(FileOrigin.MARK, layout.table().topic())))
            .withConf(hadoop)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withMinRowCountForPageSizeCheck(ROWS_BEFORE_A_LOOK)
            .withSizeStatisticsEnabled(false); // histograms of levels; flat rows have none
    for (Column column : columns) {
      format.withDictionaryEncoding(column.name(), repeats(column));
    }
    return format.build();
  }

  /**
   * Whether a dictionary is worth trying. Readings, times and offsets hardly ever repeat: their
   * dictionary is built, outgrows its page and is thrown away, which costs a quarter of the time of
   * writing. Where they do repeat, Zstandard makes up for most of it.
   */
  private static boolean repeats(Column column) {
    return switch (column.type()) {
      case DOUBLE, LONG, TIMESTAMP -> false;
      case STRING, INT, BOOLEAN, DATE, STRING_LIST, HEADER_LIST -> true;
    };
  }

  @Override
  protected RowFileFormat self() {
    return this;
  }

  @Override
  @SuppressWarnings("deprecation") // abstract all the same
  protected WriteSupport<Row> getWriteSupport(Configuration hadoop) {
    return writeSupport;
  }
}
