package io.headwater.sink.worker;

import io.headwater.sink.delta.TableLog;
import io.headwater.sink.maintain.TableMaintenance;
import io.headwater.sink.parquet.TableFileWriter;
import java.io.IOException;

/**
 * Where a worker's rows go: data files, and the log that makes them part of the table.
 *
 * @param maintenance what keeps the table tidy in between
 */
public record Target(TableLog log, TableFileWriter files, TableMaintenance maintenance) {

  /** Opens a target, creating the table if it is missing. */
  @FunctionalInterface
  public interface Opener {

    /**
     * Opens it.
     *
     * @throws IOException when storage does not do its part; to be tried again
     * @throws io.headwater.sink.delta.IncompatibleTable when the table there is another
     */
    Target open() throws IOException;
  }
}
