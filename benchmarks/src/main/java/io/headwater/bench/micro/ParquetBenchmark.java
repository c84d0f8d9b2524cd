package io.headwater.bench.micro;

import io.headwater.bench.rig.EventsTable;
import io.headwater.bench.rig.Workbench;
import io.headwater.model.EventTime;
import io.headwater.quickstart.cli.QuietLogging;
import io.headwater.sink.parquet.DataFile;
import io.headwater.sink.parquet.Row;
import io.headwater.sink.parquet.RowMapper;
import io.headwater.sink.parquet.TableFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Enriched events on their way into a table's files, on the local disk. */
@State(Scope.Benchmark)
public class ParquetBenchmark {

  /** Of one file. */
  static final int ROWS = 20_000;

  private static final long NOW = EventTime.ofInstant(Readings.START);

  private final RowMapper mapper = new RowMapper(EventsTable.DEFINITION);
  private Turns<ConsumerRecord<byte[], byte[]>> records;
  private List<Row> rows;
  private Workbench workbench;
  private Path table;
  private TableFileWriter writer;

  /** Makes the records and rows, and a place for the files. */
  @Setup
  public void prepare() {
    QuietLogging.apply(); // Hadoop has a line to log for each file
    List<ConsumerRecord<byte[], byte[]>> batch = Readings.enrichedRecords(ROWS);
    records = new Turns<>(batch.subList(0, Readings.ENOUGH));
    rows = batch.stream().map(each -> mapper.map(each, NOW)).toList();
    workbench = Workbench.in(Path.of(System.getProperty("java.io.tmpdir")));
    table = workbench.directory().resolve("events");
    writer =
        new TableFileWriter(
            EventsTable.DEFINITION,
            new org.apache.hadoop.fs.Path(table.toUri()),
            new Configuration());
  }

  /** A record to a row. */
  @Benchmark
  public Row mapRecord() {
    return mapper.map(records.next(), NOW);
  }

  /** One row's share of a file, until the file is durable. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public List<DataFile> writeRow() throws IOException {
    return writer.write(rows);
  }

  /** Bounds what lies on the disk. */
  @TearDown(Level.Iteration)
  public void deleteFiles() {
    workbench.delete(table);
  }

  /** Where the files are. */
  Path table() {
    return table;
  }

  /** Deletes the place for the files. */
  @TearDown
  public void cleanUp() {
    workbench.close();
  }
}
