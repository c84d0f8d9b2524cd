package io.headwater.quickstart.doctor.storage;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A storage that overwrites whatever it is told, as plain object stores do. Public because Delta
 * makes it.
 */
public final class OverwritingLogStore extends HadoopFileSystemLogStore {

  public OverwritingLogStore(Configuration hadoop) {
    super(hadoop);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    try (OutputStream out = path.getFileSystem(configuration).create(path, true)) {
      while (actions.hasNext()) {
        out.write((actions.next() + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return true;
  }
}
