package io.headwater.sink.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The data files of one piece of work, of which all are finished or none is left: one after the
 * other, each with what was {@linkplain #add added} since the last {@linkplain #cut cut}.
 *
 * <p>Not safe for use by several threads.
 */
final class NewDataFiles {

  private final TableStorage storage;
  private final RowLayout layout;
  private final Configuration hadoop;
  private final List<OpenDataFile> begun = new ArrayList<>();
  private final List<DataFile> finished = new ArrayList<>();
  private @Nullable OpenDataFile open;

  NewDataFiles(TableStorage storage, RowLayout layout, Configuration hadoop) {
    this.storage = storage;
    this.layout = layout;
    this.hadoop = hadoop;
  }

  /** Adds a row to the open file, which is begun if there is none. */
  void add(Map<String, String> partitionValues, Row row) throws IOException {
    OpenDataFile file = open;
    if (file == null) {
      file = new OpenDataFile(storage, layout, partitionValues, hadoop);
      begun.add(file);
      open = file;
    }
    file.add(row);
  }

  /** Finishes the open file, if there is one. */
  void cut() throws IOException {
    if (open != null) {
      finished.add(open.finish());
      open = null;
    }
  }

  /** The files, all finished. */
  List<DataFile> finish() throws IOException {
    cut();
    return List.copyOf(finished);
  }

  /** Deletes all of them, the finished ones too, as far as the storage lets it. */
  void abandon(Throwable failure) {
    begun.forEach(file -> file.abandon(failure));
  }
}
