package io.headwater.sink.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.sink.delta.ActiveFile;
import io.headwater.sink.delta.ReplaceOutcome.Outdated;
import io.headwater.sink.delta.ReplaceOutcome.Replaced;
import io.headwater.sink.delta.TableLog;
import io.headwater.sink.testkit.FaultyLogStore.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactorTest {

  @TempDir private Path base;
  private SmallFiles table;
  private Compactor compactor;

  @BeforeEach
  void aTableOfSmallFiles() throws IOException {
    table = new SmallFiles(base);
    compactor = table.compactor(new CompactionPolicy(4, 1 << 20));
    for (int flush = 0; flush < 9; flush++) {
      table.flush(5);
    }
  }

  @Test
  void shouldHoldTheSameRowsInFewerFiles() throws IOException {
    List<Map<String, Object>> before = table.rows();

    CompactionReport report = compactor.run(table.log(), Cancellation.never());

    assertThat(report.commits()).isEqualTo(1);
    assertThat(report.filesBefore()).isEqualTo(9);
    assertThat(report.filesAfter()).isEqualTo(1);
    assertThat(report.rows()).isEqualTo(45);
    assertThat(report.bytesAfter()).isLessThan(report.bytesBefore());
    assertThat(table.files()).hasSize(1);
    assertThat(table.rows()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(compactor.plan(table.log()).rewrites()).isEmpty();
  }

  @Test
  void shouldGoOnAppendingBehindACompaction() throws IOException {
    compactor.run(table.log(), Cancellation.never());

    table.flush(3);

    assertThat(table.rows()).hasSize(48);
    assertThat(table.files()).hasSize(2);
  }

  @Test
  void shouldLeaveRowsAloneThatCameWhileItWorked() throws IOException {
    Rewritten rewritten = rewrite();

    table.flush(7);

    assertThat(table.log().replace(rewritten.removed(), rewritten.added()))
        .isInstanceOf(Replaced.class);
    assertThat(table.rows()).hasSize(52);
    assertThat(table.files()).hasSize(2);
  }

  @Test
  void shouldNotHarmTheTableWhenItsProcessEndsBeforeTheCommit() throws IOException {
    // Given: new files that nobody will ever commit
    rewrite();
    assertThat(table.rows()).hasSize(45);

    CompactionReport report =
        table.compactor(new CompactionPolicy(4, 1 << 20)).run(table.log(), Cancellation.never());

    assertThat(report.filesBefore()).isEqualTo(9);
    assertThat(table.rows()).hasSize(45);
  }

  @Test
  void shouldComeLateWithoutHarmWhenAnotherWasFaster() throws IOException {
    Rewritten late = rewrite();
    compactor.run(table.log(), Cancellation.never());

    assertThat(table.log().replace(late.removed(), late.added())).isInstanceOf(Outdated.class);

    assertThat(table.rows()).hasSize(45);
    assertThat(late.added()).allSatisfy(file -> assertThat(table.path(file)).doesNotExist());
  }

  @Test
  void shouldDeleteWhatItWroteWhenItCannotBeCommitted() throws IOException {
    table.faults().next(Fault.BEFORE_IT_LANDS);

    assertThatThrownBy(() -> compactor.run(table.log(), Cancellation.never()))
        .isInstanceOf(IOException.class);

    assertThat(table.dataFiles()).isEqualTo(9);
    assertThat(table.rows()).hasSize(45);
  }

  @Test
  void shouldLeaveAFileOfAnotherProgramAloneAndCompactTheRest() throws IOException {
    // Given: a file whose rows are not as many as the log says
    ActiveFile odd = table.files().get(0);
    Path other = table.path(table.files().get(1));
    Path replaced = table.path(odd);
    table.flushFileOf(2, replaced);

    compactor.run(table.log(), Cancellation.never());

    assertThat(compactor.leftAlone()).containsOnlyKeys(odd.path());
    assertThat(compactor.leftAlone().get(odd.path())).contains("has 2 rows, but");
    assertThat(table.files()).hasSize(2).contains(odd);
    assertThat(Files.exists(other)).isTrue();
  }

  @Test
  void shouldCompactTheRestWhenAFileIsMissing() throws IOException {
    Files.delete(table.path(table.files().get(0)));
    for (int flush = 0; flush < 4; flush++) {
      table.flush(50);
    }

    assertThatThrownBy(() -> compactor.run(table.log(), Cancellation.never()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("part-");

    assertThat(table.files()).hasSize(9 + 1);
    assertThat(compactor.plan(table.log()).rewrites()).isEmpty();
  }

  @Test
  void shouldComeToAnEndHoweverSmallTheTargetIs() throws IOException {
    for (int flush = 0; flush < 8; flush++) {
      table.flush(3_000);
    }

    CompactionReport report =
        table.compactor(new CompactionPolicy(4, 1 << 15)).run(table.log(), Cancellation.never());

    assertThat(report.filesAfter()).isLessThan(report.filesBefore());
    assertThat(table.rows()).hasSize(45 + 24_000);
  }

  @Test
  void shouldGiveUpWhenItIsAskedTo() throws IOException {
    SmallFiles more = new SmallFiles(base.resolve("more"));
    for (int flush = 0; flush < 4; flush++) {
      more.flush(2_000);
    }
    Cancellation cancelled =
        () -> {
          throw new CancellationException("stop");
        };

    assertThatThrownBy(
            () -> more.compactor(new CompactionPolicy(4, 1 << 20)).run(more.log(), cancelled))
        .isInstanceOf(CancellationException.class);
    assertThat(more.dataFiles()).isEqualTo(4);
  }

  private Rewritten rewrite() throws IOException {
    TableLog log = table.log();
    return compactor
        .rewrite(compactor.plan(log).rewrites().get(0), Cancellation.never())
        .orElseThrow();
  }
}
