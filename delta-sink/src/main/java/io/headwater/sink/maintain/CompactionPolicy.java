package io.headwater.sink.maintain;

import io.headwater.sink.config.MaintenanceSettings;

/**
 * When files are worth rewriting, and how large they become.
 *
 * @param minFiles so many files of about the same number of rows become one; 2 or more
 * @param targetBytes how large a file becomes at most, give or take a few thousand rows; one of at
 *     least half of it is never touched again
 */
public record CompactionPolicy(int minFiles, long targetBytes) {

  public CompactionPolicy {
    if (minFiles < 2 || targetBytes < 2) {
      throw new IllegalArgumentException(
          "No policy: " + minFiles + " files, " + targetBytes + " B");
    }
  }

  /** What the settings say. */
  public static CompactionPolicy of(MaintenanceSettings settings) {
    return new CompactionPolicy(settings.compactMinFiles(), settings.targetFileSize().toBytes());
  }

  boolean isLarge(long bytes) {
    return bytes >= targetBytes / 2;
  }
}
