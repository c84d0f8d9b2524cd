package io.headwater.sink.delta;

import static io.headwater.sink.delta.TestTables.P0;
import static io.headwater.sink.delta.TestTables.P1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.sink.batch.Incarnation;
import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.delta.CommitOutcome.AlreadyApplied;
import io.headwater.sink.delta.CommitOutcome.Committed;
import io.headwater.sink.delta.CommitOutcome.Conflict;
import io.headwater.sink.testkit.FaultyLogStore.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table remembers of the topic its offsets are counted in. */
class IncarnationTest {

  private static final Incarnation FIRST = new Incarnation(OptionalLong.of(11), 0);
  private static final Incarnation SECOND = new Incarnation(OptionalLong.of(22), 1);

  @TempDir private Path base;

  @Test
  void shouldRememberTheTopicFromTheFirstCommitOn() throws IOException {
    TestTables tables = new TestTables(base);
    TableLog log = tables.events();

    log.append(
        List.of(tables.file(5)),
        List.of(move(OptionalLong.empty(), 5, Incarnation.UNKNOWN, FIRST)));

    assertThat(tables.events().committed(List.of(P0, P1)).incarnation(P0)).isEqualTo(FIRST);
    assertThat(tables.events().committed(List.of(P0, P1)).incarnation(P1))
        .isEqualTo(Incarnation.UNKNOWN);
  }

  @Test
  void shouldGoBackOnlyPastARecordedGap() throws IOException {
    TestTables tables = new TestTables(base);
    tables.events().append(List.of(), List.of(move(OptionalLong.empty(), 50, FIRST, FIRST)));

    assertThatThrownBy(() -> move(OptionalLong.of(50), 0, FIRST, FIRST))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldPassAGapOnceHoweverOftenItIsTried() throws IOException {
    // Given: a table that has read up to 50
    TestTables tables = new TestTables(base);
    tables
        .events()
        .append(List.of(), List.of(move(OptionalLong.empty(), 50, Incarnation.UNKNOWN, FIRST)));
    OffsetAdvance past = move(OptionalLong.of(50), 0, FIRST, SECOND);

    // When: its topic begins anew, and the answer of the commit that says so is lost
    tables.next(Fault.AFTER_IT_LANDED);
    assertThat(tables.events().append(List.of(), List.of(past))).isInstanceOf(AlreadyApplied.class);

    assertThat(tables.events().append(List.of(), List.of(past))).isInstanceOf(AlreadyApplied.class);
    assertThat(tables.events().committed(List.of(P0)).next(P0)).hasValue(0);
    assertThat(tables.events().committed(List.of(P0)).incarnation(P0)).isEqualTo(SECOND);
  }

  @Test
  void shouldRefuseRowsOfATopicThatIsGoneEvenIfTheOffsetsFit() throws IOException {
    // Given: a topic that was created again and has been read just as far as the one before
    TestTables tables = new TestTables(base);
    TableLog log = tables.events();
    log.append(List.of(), List.of(move(OptionalLong.empty(), 50, Incarnation.UNKNOWN, FIRST)));
    log.append(List.of(), List.of(move(OptionalLong.of(50), 0, FIRST, SECOND)));
    log.append(List.of(tables.file(50)), List.of(move(OptionalLong.of(0), 50, SECOND, SECOND)));

    // When: a sink wakes up that slept through it
    OffsetAdvance late = move(OptionalLong.of(50), 60, FIRST, FIRST);

    assertThat(tables.events().append(List.of(tables.file(10)), List.of(late)))
        .isInstanceOf(Conflict.class);
    OffsetAdvance now = move(OptionalLong.of(50), 60, SECOND, SECOND);
    assertThat(tables.events().append(List.of(tables.file(10)), List.of(now)))
        .isInstanceOf(Committed.class);
  }

  private static OffsetAdvance move(
      OptionalLong expected, long next, Incarnation before, Incarnation after) {
    return new OffsetAdvance(P0, expected, next, before, after);
  }
}
