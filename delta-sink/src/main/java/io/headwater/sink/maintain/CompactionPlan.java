package io.headwater.sink.maintain;

import io.headwater.sink.config.ColumnType;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.ActiveFile;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which files of a table are worth rewriting now.
 *
 * <p>While a partition grows, its files stand in tiers by their number of rows, each tier reaching
 * {@code minFiles} times as far as the one below. Once a tier has {@code minFiles} of them they
 * become one, which has the rows of a higher tier: so a row is written again once a tier at most,
 * the logarithm of the rows, however often is flushed. Rows, and not bytes, because they add up:
 * files shrink when they are merged.
 *
 * <p>A partition whose day is over by {@link #GRACE} is closed, and its files become as few as the
 * target size allows, as soon as nothing has come to them for that long; where one large file would
 * be written again for little, after {@link #LONG_QUIET}.
 *
 * @param rewrites those that rid the table of most files first
 */
public record CompactionPlan(List<Rewrite> rewrites) {

  /** How long after a day's end, and after the last file, a partition is taken for complete. */
  static final Duration GRACE = Duration.ofHours(1);

  /** How long a large file waits for more than a few late rows before it is written again. */
  static final Duration LONG_QUIET = Duration.ofDays(1);

  /** A file is written again at once for a quarter of its size in others, not for less. */
  private static final int WORTH = 4;

  /**
   * More files than that are not read at once: each takes memory while it is, a page of every
   * column, which for files with many different texts was measured to be 5 MB.
   */
  static final int MOST_FILES = 32;

  public CompactionPlan {
    rewrites = List.copyOf(rewrites);
  }

  /**
   * What waits.
   *
   * @param files that are to be rewritten
   * @param bytes their size
   */
  public record Debt(long files, long bytes) {

    /** None. */
    public static final Debt NONE = new Debt(0, 0);
  }

  /**
   * Plans for {@code files}, all of one version of {@code table}. Those that are large already, or
   * of which it isn't known how many rows they have, are left out.
   */
  public static CompactionPlan of(
      TableDefinition table, List<ActiveFile> files, CompactionPolicy policy, Instant now) {
    Map<Map<String, String>, List<ActiveFile>> partitions = new HashMap<>();
    for (ActiveFile file : files) {
      if (!policy.isLarge(file.sizeBytes()) && file.rows().isPresent()) {
        partition(table, file)
            .ifPresent(
                values -> partitions.computeIfAbsent(values, v -> new ArrayList<>()).add(file));
      }
    }
    List<Rewrite> rewrites = new ArrayList<>();
    partitions.forEach(
        (values, small) -> {
          List<List<ActiveFile>> groups =
              isClosed(table, values, now) ? bins(small, policy, now) : List.of();
          // late rows that still come to a closed partition are dealt with as in an open one
          if (groups.isEmpty()) {
            groups = tiers(small, policy);
          }
          groups.forEach(group -> rewrites.add(new Rewrite(values, group)));
        });
    rewrites.sort(
        Comparator.comparingInt((Rewrite rewrite) -> rewrite.files().size())
            .reversed()
            .thenComparing(rewrite -> rewrite.files().get(0).path()));
    return new CompactionPlan(rewrites);
  }

  /** What waits to be rewritten. */
  public Debt debt() {
    return new Debt(
        rewrites.stream().mapToLong(rewrite -> rewrite.files().size()).sum(),
        rewrites.stream().mapToLong(Rewrite::bytes).sum());
  }

  private static Optional<Map<String, String>> partition(TableDefinition table, ActiveFile file) {
    Map<String, String> values = new HashMap<>();
    for (String column : table.partitionColumns()) {
      String value = file.partitionValues().get(column);
      if (value == null) {
        return Optional.empty();
      }
      values.put(column, value);
    }
    return Optional.of(values);
  }

  private static boolean isClosed(TableDefinition table, Map<String, String> values, Instant now) {
    Optional<String> date =
        table.partitionColumns().stream()
            .filter(column -> table.column(column).type() == ColumnType.DATE)
            .findFirst();
    try {
      return date.map(column -> LocalDate.parse(values.get(column)))
          .map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(GRACE))
          .filter(end -> !now.isBefore(end))
          .isPresent();
    } catch (DateTimeException noDate) {
      return false;
    }
  }

  private static List<List<ActiveFile>> tiers(List<ActiveFile> files, CompactionPolicy policy) {
    Map<Integer, List<ActiveFile>> tiers = new TreeMap<>();
    for (ActiveFile file : files) {
      int tier = tier(file.rows().orElseThrow(), policy.minFiles());
      tiers.computeIfAbsent(tier, t -> new ArrayList<>()).add(file);
    }
    List<List<ActiveFile>> groups = new ArrayList<>();
    tiers.values().forEach(tier -> groups.addAll(full(tier, policy)));
    return groups;
  }

  /** Groups of a tier, oldest files first, each of enough files or of enough bytes. */
  private static List<List<ActiveFile>> full(List<ActiveFile> tier, CompactionPolicy policy) {
    tier.sort(
        Comparator.comparingLong(ActiveFile::modificationTimeMillis)
            .thenComparing(ActiveFile::path));
    List<List<ActiveFile>> groups = new ArrayList<>();
    List<ActiveFile> group = new ArrayList<>();
    long bytes = 0;
    for (ActiveFile file : tier) {
      if (bytes + file.sizeBytes() > policy.targetBytes() || group.size() == MOST_FILES) {
        groups.add(group);
        group = new ArrayList<>();
        bytes = 0;
      }
      group.add(file);
      bytes += file.sizeBytes();
    }
    if (group.size() >= policy.minFiles()) {
      groups.add(group);
    }
    return groups;
  }

  private static int tier(long rows, int base) {
    int tier = 0;
    for (long left = rows; left >= base; left /= base) {
      tier++;
    }
    return tier;
  }

  /** As few groups as will do, each of one new file's size: the largest first, where it fits. */
  private static List<List<ActiveFile>> bins(
      Collection<ActiveFile> files, CompactionPolicy policy, Instant now) {
    List<Bin> bins = new ArrayList<>();
    files.stream()
        .sorted(
            Comparator.comparingLong(ActiveFile::sizeBytes)
                .reversed()
                .thenComparing(ActiveFile::path))
        .forEach(
            file ->
                bins.stream()
                    .filter(bin -> bin.fits(file, policy))
                    .findFirst()
                    .orElseGet(
                        () -> {
                          bins.add(new Bin());
                          return bins.get(bins.size() - 1);
                        })
                    .add(file));
    return bins.stream().filter(bin -> bin.isWorthIt(now)).map(bin -> bin.files).toList();
  }

  private static final class Bin {
    private final List<ActiveFile> files = new ArrayList<>();
    private long bytes;

    boolean fits(ActiveFile file, CompactionPolicy policy) {
      return files.size() < MOST_FILES && bytes + file.sizeBytes() <= policy.targetBytes();
    }

    void add(ActiveFile file) {
      files.add(file);
      bytes += file.sizeBytes();
    }

    boolean isWorthIt(Instant now) {
      if (files.size() < 2) {
        return false;
      }
      long largest = files.get(0).sizeBytes();
      Duration quiet = (bytes - largest) * WORTH >= largest ? GRACE : LONG_QUIET;
      long newest =
          files.stream().mapToLong(ActiveFile::modificationTimeMillis).max().orElseThrow();
      return !now.isBefore(Instant.ofEpochMilli(newest).plus(quiet));
    }
  }
}
