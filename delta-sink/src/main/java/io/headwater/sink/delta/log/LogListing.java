package io.headwater.sink.delta.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/** A log folder at one moment: its files by what they are. Decides and does no I/O. */
public final class LogListing {

  private final List<LogFile> files;
  private final NavigableMap<Long, LogFile> entries = new TreeMap<>();
  private final NavigableMap<Long, List<LogFile>> checkpoints = new TreeMap<>();

  private LogListing(Collection<LogFile> files) {
    this.files = List.copyOf(files);
  }

  /** The listing of {@code files}, which are in no particular order. */
  public static LogListing of(Collection<LogFile> files) {
    LogListing listing = new LogListing(files);
    NavigableMap<Long, List<LogFile>> parts = new TreeMap<>();
    for (LogFile file : files) {
      LogName kind = file.kind();
      if (kind instanceof LogName.Entry entry) {
        listing.entries.put(entry.version(), file);
      } else if (kind instanceof LogName.Checkpoint checkpoint && file.sizeBytes() > 0) {
        parts.computeIfAbsent(checkpoint.version(), version -> new ArrayList<>()).add(file);
      }
    }
    parts.forEach(
        (version, found) -> {
          List<LogFile> complete = complete(found);
          if (!complete.isEmpty()) {
            listing.checkpoints.put(version, complete);
          }
        });
    return listing;
  }

  /** All files, in no particular order. */
  public List<LogFile> files() {
    return files;
  }

  /** The entries by version. */
  public NavigableMap<Long, LogFile> entries() {
    return Collections.unmodifiableNavigableMap(entries);
  }

  /** The complete checkpoints by version, each with its parts. */
  public NavigableMap<Long, List<LogFile>> checkpoints() {
    return Collections.unmodifiableNavigableMap(checkpoints);
  }

  /** The newest version; empty when this is no log. */
  public OptionalLong newest() {
    long newest =
        Math.max(
            entries.isEmpty() ? -1 : entries.lastKey(),
            checkpoints.isEmpty() ? -1 : checkpoints.lastKey());
    return newest < 0 ? OptionalLong.empty() : OptionalLong.of(newest);
  }

  /**
   * The first version missing between {@code from}, exclusive, and {@code to}, inclusive: a hole,
   * over which nothing can be read.
   */
  public OptionalLong hole(long from, long to) {
    for (long version = from + 1; version <= to; version++) {
      if (!entries.containsKey(version)) {
        return OptionalLong.of(version);
      }
    }
    return OptionalLong.empty();
  }

  /**
   * The checkpoint from which {@code version} can be read together with the entries behind it: the
   * newest that is not newer. -1 for none, when all entries from version 0 on are needed.
   */
  public long base(long version) {
    Long checkpoint = checkpoints.floorKey(version);
    return checkpoint == null ? -1 : checkpoint;
  }

  /**
   * The oldest version from which on all can be read: that of a checkpoint, or 0. Empty when not
   * even the newest can.
   */
  public OptionalLong oldestReadable() {
    OptionalLong oldest = OptionalLong.empty();
    long above = newest().orElse(-1);
    for (long checkpoint : checkpoints.descendingKeySet()) {
      if (hole(checkpoint, above).isPresent()) {
        return oldest;
      }
      above = checkpoint;
      oldest = OptionalLong.of(checkpoint);
    }
    return above >= 0 && hole(-1, above).isEmpty() ? OptionalLong.of(0) : oldest;
  }

  /**
   * Checkpoints that hold something the entries and the other checkpoints do not tell: the oldest,
   * those behind a hole, and the newest, which knows the files that were removed lately.
   */
  public NavigableSet<Long> roots() {
    NavigableSet<Long> roots = new TreeSet<>();
    long before = -1;
    for (long checkpoint : checkpoints.keySet()) {
      if (hole(before, checkpoint).isPresent()) {
        roots.add(checkpoint);
      }
      before = checkpoint;
    }
    if (!checkpoints.isEmpty()) {
      roots.add(checkpoints.lastKey());
    }
    return roots;
  }

  /** One checkpoint's files, if all of its parts are among {@code found}; else none. */
  private static List<LogFile> complete(List<LogFile> found) {
    NavigableMap<Integer, NavigableMap<Integer, LogFile>> byParts = new TreeMap<>();
    for (LogFile file : found) {
      LogName.Checkpoint part = (LogName.Checkpoint) file.kind();
      byParts.computeIfAbsent(part.parts(), parts -> new TreeMap<>()).put(part.part(), file);
    }
    return byParts.entrySet().stream()
        .filter(parts -> parts.getValue().size() == parts.getKey())
        .findFirst()
        .map(parts -> List.copyOf(parts.getValue().values()))
        .orElse(List.of());
  }
}
