package io.headwater.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A disk in memory that can really be full: a tmpfs, which only root may mount. */
final class SmallDisk implements AutoCloseable {

  private static final int BLOCK = 1 << 20;

  private final Path mountPoint;
  private final boolean mounted;

  /**
   * A disk at {@code mountPoint}; where it may not be mounted there is just a folder.
   *
   * @param megabytes how much it holds
   */
  SmallDisk(Path mountPoint, int megabytes) throws IOException {
    this.mountPoint = Files.createDirectories(mountPoint);
    this.mounted =
        succeeds("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", path());
  }

  /** Whether it is a disk of its own, which can be filled. */
  boolean isReal() {
    return mounted;
  }

  /** Leaves no room for another block. */
  void fill() throws IOException {
    if (!mounted) {
      throw new IllegalStateException(mountPoint + " is not a disk of its own");
    }
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(ballast())) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      if (!String.valueOf(full.getMessage()).contains("No space left")) {
        throw full;
      }
    }
  }

  /** Makes room again. */
  void free() throws IOException {
    Files.deleteIfExists(ballast());
  }

  @Override
  public void close() throws IOException {
    // lazily: a process that was killed this moment may have a file open for another one
    if (mounted && !succeeds("umount", "-l", path())) {
      throw new IOException(mountPoint + " cannot be unmounted");
    }
  }

  private Path ballast() {
    return mountPoint.resolve("ballast");
  }

  private String path() {
    return mountPoint.toString();
  }

  private static boolean succeeds(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
