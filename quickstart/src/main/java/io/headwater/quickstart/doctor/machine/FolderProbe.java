package io.headwater.quickstart.doctor.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What can be done in a folder, there or not. */
final class FolderProbe {

  private FolderProbe() {}

  /**
   * The folder itself, or the nearest one above it that is there.
   *
   * @throws IOException when something on the way is no folder
   */
  static Path nearest(Path folder) throws IOException {
    Path there = folder.toAbsolutePath().normalize();
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      throw new IOException(there + " is a file, not a folder");
    }
    return there;
  }

  /**
   * Writes a file into {@code folder}, and deletes it.
   *
   * @throws IOException when that is not allowed
   */
  static void tryToWrite(Path folder) throws IOException {
    Path draft = Files.createTempFile(folder, ".headwater-doctor-", ".tmp");
    try {
      Files.write(draft, new byte[] {1});
    } finally {
      Files.delete(draft);
    }
  }
}
