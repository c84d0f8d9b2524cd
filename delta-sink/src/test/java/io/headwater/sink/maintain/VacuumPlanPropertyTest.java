package io.headwater.sink.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sink.delta.log.LogAction;
import io.headwater.sink.delta.log.LogAction.Added;
import io.headwater.sink.delta.log.LogAction.Removed;
import io.headwater.sink.delta.log.LogFile;
import io.headwater.sink.delta.log.LogListing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.hadoop.fs.Path;

/** What a vacuum may delete, against a model that knows every version's files. */
class VacuumPlanPropertyTest {

  /** One moment in the life of a table. */
  private sealed interface Step {

    /** A file is written and its commit fails. */
    record Orphan() implements Step {}

    /** A version adds files and removes some that are there. */
    record Commit(int added, int removed) implements Step {}

    /** A version gets a checkpoint, which forgets removals from longer ago than {@code memory}. */
    record Checkpoint(long memory) implements Step {}

    /** The log's oldest entries are deleted, checkpoints stay where they are. */
    record ForgetEntries(int count) implements Step {}

    /** The log's oldest checkpoint is deleted. */
    record ForgetCheckpoint() implements Step {}
  }

  /** A table as it was told, one step a millisecond. */
  private static final class Model {
    private long now = 1;
    private long newest = -1;
    private int names;
    private final Map<String, Long> written = new HashMap<>();
    private final Map<String, Long> removed = new HashMap<>();
    private final List<Set<String>> versions = new ArrayList<>();
    private final Map<Long, List<LogAction>> entries = new HashMap<>();
    private final Map<Long, List<LogAction>> checkpoints = new HashMap<>();

    void apply(Step step) {
      now++;
      if (step instanceof Step.Orphan) {
        write();
      } else if (step instanceof Step.Commit commit) {
        commit(commit);
      } else if (step instanceof Step.Checkpoint checkpoint && newest >= 0) {
        List<LogAction> actions = new ArrayList<>();
        active().forEach(file -> actions.add(new Added(file, 1)));
        removed.forEach(
            (file, when) -> {
              if (!active().contains(file) && when >= now - checkpoint.memory()) {
                actions.add(new Removed(file, when));
              }
            });
        checkpoints.put(newest, actions);
      } else if (step instanceof Step.ForgetEntries forget) {
        // The newest version must stay readable, or there is no table any more.
        long base = checkpoints.keySet().stream().max(Long::compare).orElse(-1L);
        entries.keySet().stream()
            .sorted()
            .filter(version -> version <= base)
            .limit(forget.count())
            .toList()
            .forEach(entries::remove);
      } else if (step instanceof Step.ForgetCheckpoint && checkpoints.size() > 1) {
        checkpoints.keySet().stream().min(Long::compare).ifPresent(checkpoints::remove);
      }
    }

    private String write() {
      String name = "event_date=2024-05-01/" + names++ + ".parquet";
      written.put(name, now);
      return name;
    }

    private void commit(Step.Commit commit) {
      List<LogAction> actions = new ArrayList<>();
      Set<String> files = new HashSet<>(active());
      active().stream()
          .sorted()
          .limit(commit.removed())
          .forEach(
              file -> {
                files.remove(file);
                removed.put(file, now);
                actions.add(new Removed(file, now));
              });
      for (int i = 0; i < commit.added(); i++) {
        String file = write();
        files.add(file);
        actions.add(new Added(file, 1));
      }
      versions.add(files);
      newest++;
      entries.put(newest, actions);
    }

    private Set<String> active() {
      return versions.isEmpty() ? Set.of() : versions.get(versions.size() - 1);
    }

    /** The plain way: a version is readable from any checkpoint or from version 0. */
    boolean isReadable(long version) {
      for (long at = version; at >= 0; at--) {
        if (checkpoints.containsKey(at)) {
          return true;
        }
        if (!entries.containsKey(at)) {
          return false;
        }
      }
      return true;
    }

    Set<String> needed() {
      Set<String> needed = new HashSet<>();
      for (int version = 0; version < versions.size(); version++) {
        if (isReadable(version)) {
          needed.addAll(versions.get(version));
        }
      }
      return needed;
    }

    LogListing listing() {
      List<LogFile> files = new ArrayList<>();
      entries.keySet().forEach(v -> files.add(new LogFile("%020d.json".formatted(v), 1, v)));
      checkpoints
          .keySet()
          .forEach(v -> files.add(new LogFile("%020d.checkpoint.parquet".formatted(v), 1, v)));
      return LogListing.of(files);
    }

    /** As the vacuum collects them. */
    References references() {
      References references = new References(new Path("file:/lake/events"));
      LogListing listing = listing();
      listing.roots().forEach(version -> checkpoints.get(version).forEach(references::add));
      entries.values().forEach(actions -> actions.forEach(references::add));
      return references;
    }
  }

  @Property(tries = 2_000)
  void shouldNeverTouchWhatAReadableVersionNeedsOrWhatIsYoung(
      @ForAll("stories") List<Step> story, @ForAll("retentions") long retention) {
    Model table = new Model();
    story.forEach(table::apply);
    long cutoff = table.now - retention;

    VacuumPlan plan =
        VacuumPlan.of(
            table.written.entrySet().stream()
                .map(file -> new StoredFile(file.getKey(), 1, file.getValue()))
                .toList(),
            table.references(),
            Instant.ofEpochMilli(cutoff));

    Set<String> doomed = new HashSet<>();
    plan.doomed().forEach(file -> doomed.add(file.path()));
    assertThat(doomed).filteredOn(table.needed()::contains).isEmpty();
    assertThat(doomed).allMatch(file -> table.written.get(file) < cutoff);
    // and the sweep does sweep: an orphan goes as soon as it is old
    table.written.forEach(
        (file, when) -> {
          boolean wasCommitted = table.versions.stream().anyMatch(files -> files.contains(file));
          if (!wasCommitted) {
            assertThat(doomed.contains(file)).as(file).isEqualTo(when < cutoff);
          }
        });
  }

  @Provide
  Arbitrary<List<Step>> stories() {
    Arbitrary<Step> commit =
        Combinators.combine(
                Arbitraries.integers().between(0, 3), Arbitraries.integers().between(0, 3))
            .as(Step.Commit::new);
    Arbitrary<Step> checkpoint = Arbitraries.longs().between(0, 30).map(Step.Checkpoint::new);
    Arbitrary<Step> forget = Arbitraries.integers().between(1, 6).map(Step.ForgetEntries::new);
    return Arbitraries.frequencyOf(
            Tuple.of(6, commit),
            Tuple.of(2, Arbitraries.just(new Step.Orphan())),
            Tuple.of(2, checkpoint),
            Tuple.of(1, forget),
            Tuple.of(1, Arbitraries.just(new Step.ForgetCheckpoint())))
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<Long> retentions() {
    return Arbitraries.longs().between(0, 20);
  }
}
