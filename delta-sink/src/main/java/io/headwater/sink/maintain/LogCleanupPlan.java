package io.headwater.sink.maintain;

import io.headwater.sink.delta.log.LogFile;
import io.headwater.sink.delta.log.LogListing;
import io.headwater.sink.delta.log.LogName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which files of a log are too old to be kept. Every version that is younger than the retention
 * stays readable, and so does the one that was valid when the retention began: the files below the
 * newest complete checkpoint that is not newer than that one go, and nothing else.
 *
 * @param keptFrom the oldest version that stays readable; empty when no version goes
 * @param doomed what is to be deleted, in this order: by ascending version, so that at no moment
 *     there is a hole between entries that are left. Drafts nobody will finish come last
 */
record LogCleanupPlan(OptionalLong keptFrom, List<LogFile> doomed) {

  private static final Comparator<Versioned> ASCENDING =
      Comparator.comparingLong(Versioned::version).thenComparing(file -> file.file().name());

  LogCleanupPlan {
    doomed = List.copyOf(doomed);
  }

  private record Versioned(long version, LogFile file) {}

  /**
   * The plan for {@code log}.
   *
   * @param lastCheckpoint where readers begin, if they are told: never above it
   * @param cutoff versions from then on are young
   * @param draftCutoff drafts from before are given up
   */
  static LogCleanupPlan of(
      LogListing log, OptionalLong lastCheckpoint, Instant cutoff, Instant draftCutoff) {
    OptionalLong floor = floor(log, lastCheckpoint, cutoff.toEpochMilli());
    List<Versioned> versions = new ArrayList<>();
    List<LogFile> drafts = new ArrayList<>();
    Set<String> names = new HashSet<>();
    log.files().forEach(file -> names.add(file.name()));
    for (LogFile file : log.files()) {
      OptionalLong version = version(file.kind());
      if (version.isPresent()) {
        if (floor.isPresent() && version.getAsLong() < floor.getAsLong()) {
          versions.add(new Versioned(version.getAsLong(), file));
        }
      } else if (isDraft(file.kind(), names)
          && file.modifiedMillis() < draftCutoff.toEpochMilli()) {
        drafts.add(file);
      }
    }
    versions.sort(ASCENDING);
    List<LogFile> doomed = new ArrayList<>();
    versions.forEach(versioned -> doomed.add(versioned.file()));
    doomed.addAll(drafts);
    return new LogCleanupPlan(versions.isEmpty() ? OptionalLong.empty() : floor, doomed);
  }

  private static OptionalLong floor(LogListing log, OptionalLong lastCheckpoint, long cutoff) {
    long asOfCutoff = -1;
    long time = Long.MIN_VALUE;
    for (Map.Entry<Long, LogFile> entry : log.entries().entrySet()) {
      // As Delta counts: a version is never older than the one before it.
      time = Math.max(time, entry.getValue().modifiedMillis());
      if (time >= cutoff) {
        break;
      }
      asOfCutoff = entry.getKey();
    }
    Long checkpoint =
        log.checkpoints().floorKey(Math.min(asOfCutoff, lastCheckpoint.orElse(Long.MAX_VALUE)));
    return checkpoint == null ? OptionalLong.empty() : OptionalLong.of(checkpoint);
  }

  private static OptionalLong version(LogName kind) {
    if (kind instanceof LogName.Entry entry) {
      return OptionalLong.of(entry.version());
    } else if (kind instanceof LogName.Checkpoint checkpoint) {
      return OptionalLong.of(checkpoint.version());
    } else if (kind instanceof LogName.Checksum checksum) {
      return OptionalLong.of(checksum.version());
    } else if (kind instanceof LogName.Companion companion) {
      return version(LogName.of(companion.of()));
    }
    return OptionalLong.empty();
  }

  /** Whether nothing refers to it once whoever wrote it is gone. */
  private static boolean isDraft(LogName kind, Set<String> names) {
    return kind instanceof LogName.Draft
        || (kind instanceof LogName.Companion companion && !names.contains(companion.of()));
  }
}
