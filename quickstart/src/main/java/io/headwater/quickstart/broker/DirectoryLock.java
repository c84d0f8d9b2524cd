package io.headwater.quickstart.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second broker out of a directory, be it of this process or of another. The operating
 * system gives the lock up when the process dies, so a crash leaves nothing to clean.
 */
final class DirectoryLock {

  private final FileChannel file;

  private DirectoryLock(FileChannel file) {
    this.file = file;
  }

  static DirectoryLock take(Path dir) {
    try {
      Files.createDirectories(dir);
      FileChannel file =
          FileChannel.open(
              dir.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(file) == null) {
        file.close();
        throw new BrokerException(
            "A broker is running already on %s: stop it first, or choose another directory."
                .formatted(dir.toAbsolutePath()));
      }
      return new DirectoryLock(file);
    } catch (IOException e) {
      throw new BrokerException(
          "The broker can not use the directory %s (%s): choose one that can be written."
              .formatted(dir.toAbsolutePath(), e),
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException heldInThisProcess) {
      return null;
    }
  }

  boolean isHeld() {
    return file.isOpen();
  }

  /** Closing the file gives up the lock on it. */
  void release() {
    try {
      file.close();
    } catch (IOException e) {
      throw new BrokerException("The broker's lock file could not be closed: " + e, e);
    }
  }
}
