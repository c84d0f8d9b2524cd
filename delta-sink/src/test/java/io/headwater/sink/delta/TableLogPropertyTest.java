package io.headwater.sink.delta;

import static io.headwater.sink.delta.TestTables.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.delta.CommitOutcome.AlreadyApplied;
import io.headwater.sink.delta.CommitOutcome.Committed;
import io.headwater.sink.delta.CommitOutcome.Conflict;
import io.headwater.sink.parquet.DataFile;
import io.headwater.sink.testkit.FaultyLogStore.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Two sinks with one id, and whatever may happen to them, against a model in memory. */
class TableLogPropertyTest {

  private static final int SINKS = 2;

  /** What one of the sinks does. */
  private sealed interface Step {

    /** Its process dies and starts again: it knows nothing but what the table says. */
    record Restart(int sink) implements Step {}

    /** It commits the next {@code rows} records after those it believes to be in the table. */
    record Append(int sink, int rows, @Nullable Fault fault) implements Step {}
  }

  /** A sink, and where it believes the table to be. */
  private static final class Sink {
    private TableLog log;
    private OptionalLong believed = OptionalLong.empty();

    Sink(TableLog log) {
      this.log = log;
    }
  }

  /** What the table must hold. */
  private static final class Model {
    private OptionalLong next = OptionalLong.empty();
    private final List<String> files = new ArrayList<>();
  }

  @Property(tries = 15, shrinking = ShrinkingMode.BOUNDED)
  void shouldHoldEachRecordOnceWhateverHappens(@ForAll("stories") List<Step> story)
      throws IOException {
    Path base = Files.createTempDirectory("headwater-table-log");
    try {
      TestTables tables = new TestTables(base);
      Model model = new Model();
      List<Sink> sinks = new ArrayList<>();
      for (int sink = 0; sink < SINKS; sink++) {
        sinks.add(new Sink(tables.events()));
      }
      for (Step step : story) {
        if (step instanceof Step.Restart restart) {
          restart(tables, sinks.get(restart.sink()));
        } else if (step instanceof Step.Append append) {
          append(tables, model, sinks.get(append.sink()), append);
        }
        TableSnapshot table = tables.events().snapshot(List.of(P0));
        assertThat(table.offsets().next(P0)).isEqualTo(model.next);
        assertThat(table.files())
            .extracting(ActiveFile::path)
            .containsExactlyInAnyOrderElementsOf(model.files);
      }
    } finally {
      delete(base);
    }
  }

  private static void restart(TestTables tables, Sink sink) throws IOException {
    sink.log = tables.events();
    sink.believed = sink.log.committed(List.of(P0)).next(P0);
  }

  private static void append(TestTables tables, Model model, Sink sink, Step.Append append)
      throws IOException {
    long next = sink.believed.orElse(0) + append.rows();
    List<DataFile> files = List.of(tables.file(append.rows()));
    List<OffsetAdvance> advances = List.of(new OffsetAdvance(P0, sink.believed, next));
    if (!sink.believed.equals(model.next)) {
      assertThat(sink.log.append(files, advances))
          .isEqualTo(new Conflict(P0, sink.believed, model.next));
      assertThat(tables.folder(files.get(0))).doesNotExist();
      return;
    }
    if (append.fault() == Fault.BEFORE_IT_LANDS) {
      tables.next(append.fault());
      assertThatThrownBy(() -> sink.log.append(files, advances)).isInstanceOf(IOException.class);
      return;
    }
    if (append.fault() == null) {
      assertThat(sink.log.append(files, advances)).isInstanceOf(Committed.class);
    } else {
      tables.next(append.fault());
      assertThat(sink.log.append(files, advances)).isInstanceOf(AlreadyApplied.class);
    }
    sink.believed = OptionalLong.of(next);
    model.next = sink.believed;
    model.files.add(files.get(0).relativePath());
  }

  @Provide
  Arbitrary<List<Step>> stories() {
    Arbitrary<Integer> sinks = Arbitraries.integers().between(0, SINKS - 1);
    Arbitrary<Fault> faults =
        Arbitraries.of(Fault.BEFORE_IT_LANDS, Fault.AFTER_IT_LANDED).injectNull(0.6);
    Arbitrary<Step> restarts = sinks.map(Step.Restart::new);
    Arbitrary<Step> appends =
        Combinators.combine(sinks, Arbitraries.integers().between(1, 100), faults)
            .as(Step.Append::new);
    return Arbitraries.frequencyOf(Tuple.of(1, restarts), Tuple.of(2, appends))
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
