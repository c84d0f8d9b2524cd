package io.headwater.sink.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.ActiveFile;
import io.headwater.sink.maintain.CompactionPlan.Debt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompactionPlanTest {

  private static final TableDefinition EVENTS = TableCatalog.of(TopicSettings.defaults()).get(0);
  private static final TableDefinition AGGREGATES =
      TableCatalog.of(TopicSettings.defaults()).get(1);
  private static final CompactionPolicy POLICY = new CompactionPolicy(4, 1_000);
  private static final String DAY = "2026-01-01";
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant DAY_CLOSED = Instant.parse("2026-01-02T01:00:00Z");

  private int files;

  @Test
  void shouldWaitUntilAnOpenPartitionHasEnoughFilesOfATier() {
    List<ActiveFile> three = files(3, 10, 1);

    assertThat(plan(three, NOON).rewrites()).isEmpty();
    assertThat(plan(three, NOON).debt()).isEqualTo(Debt.NONE);
    assertThat(plan(with(three, file(10, 1, NOON)), NOON).debt()).isEqualTo(new Debt(4, 40));
  }

  @Test
  void shouldNotRewriteALargerFileWithSmallOnes() {
    // Given: 3 rows and less are a tier, 4 to 15 the next
    List<ActiveFile> small = files(4, 10, 3);
    ActiveFile grown = file(40, 12, NOON);

    assertThat(onlyGroup(plan(with(small, grown), NOON)))
        .containsExactlyInAnyOrderElementsOf(small);
  }

  @Test
  void shouldLeaveFilesOfHalfTheTargetSizeAlone() {
    List<ActiveFile> large = files(8, 500, 1);

    assertThat(plan(large, NOON).rewrites()).isEmpty();
    assertThat(plan(large, DAY_CLOSED.plus(Duration.ofDays(9))).rewrites()).isEmpty();
  }

  @Test
  void shouldMergeFewerFilesOnceTheyFillOne() {
    // Given: three files of a tier, and a new file holds two of them
    assertThat(onlyGroup(plan(files(3, 400, 50), NOON))).hasSize(2);
  }

  @Test
  void shouldMakeOneFileOfAPartitionThatIsClosedAndQuiet() {
    List<ActiveFile> two = List.of(file(10, 1, NOON), file(40, 12, NOON));

    assertThat(plan(two, DAY_CLOSED.minusMillis(1)).rewrites()).isEmpty();
    assertThat(onlyGroup(plan(two, DAY_CLOSED))).hasSize(2);
  }

  @Test
  void shouldWaitForQuietInAClosedPartition() {
    Instant late = DAY_CLOSED.plus(Duration.ofMinutes(30));
    List<ActiveFile> two = List.of(file(10, 1, NOON), file(10, 1, late));

    assertThat(plan(two, late.plus(Duration.ofMinutes(59))).rewrites()).isEmpty();
    assertThat(plan(two, late.plus(Duration.ofMinutes(60))).rewrites()).hasSize(1);
  }

  @Test
  void shouldNotWriteALargeFileAgainForAFewLateRowsBeforeADayHasPassed() {
    Instant late = DAY_CLOSED.plus(Duration.ofMinutes(30));
    List<ActiveFile> files = List.of(file(401, 100, NOON), file(100, 1, late));

    assertThat(plan(files, late.plus(Duration.ofHours(23))).rewrites()).isEmpty();
    assertThat(plan(files, late.plus(Duration.ofHours(24))).rewrites()).hasSize(1);
  }

  @Test
  void shouldDealWithATrickleOfLateFilesAsInAnOpenPartition() {
    Instant late = DAY_CLOSED.plus(Duration.ofMinutes(30));
    List<ActiveFile> trickle = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      trickle.add(file(10, 1, late));
    }

    assertThat(onlyGroup(plan(trickle, late))).hasSize(4);
  }

  @Test
  void shouldFillNewFilesUpToTheTargetAndNotBeyond() {
    List<ActiveFile> files = new ArrayList<>(files(6, 300, 10));
    files.addAll(files(6, 100, 3));

    List<Rewrite> rewrites = plan(files, DAY_CLOSED).rewrites();

    assertThat(rewrites).hasSize(3);
    assertThat(rewrites)
        .allSatisfy(rewrite -> assertThat(rewrite.bytes()).isLessThanOrEqualTo(1_000));
    assertThat(rewrites.stream().mapToInt(rewrite -> rewrite.files().size()).sum()).isEqualTo(12);
  }

  @Test
  void shouldNeverMixPartitions() {
    List<ActiveFile> files = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      files.add(
          new ActiveFile(
              "f" + i,
              Map.of("window_date", DAY, "window_type", i % 2 == 0 ? "1m" : "5m"),
              10,
              0,
              "{\"numRecords\":1}"));
    }

    assertThat(CompactionPlan.of(AGGREGATES, files, POLICY, NOON).rewrites())
        .hasSize(2)
        .allSatisfy(
            rewrite ->
                assertThat(rewrite.files())
                    .hasSize(4)
                    .allMatch(f -> f.partitionValues().equals(rewrite.partitionValues())));
  }

  @Test
  void shouldLeaveFilesAloneThatNobodyCounted() {
    Map<String, String> day = Map.of("event_date", DAY);
    List<ActiveFile> foreign = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      foreign.add(new ActiveFile("no-stats-" + i, day, 10, 0, null));
      foreign.add(new ActiveFile("other-stats-" + i, day, 10, 0, "{\"minValues\":{}}"));
      foreign.add(
          new ActiveFile(
              "no-date-" + i,
              Collections.singletonMap("event_date", null),
              10,
              0,
              "{\"numRecords\":1}"));
    }

    assertThat(plan(foreign, DAY_CLOSED).rewrites()).isEmpty();
  }

  @Test
  void shouldNotReadTooManyFilesAtOnce() {
    List<ActiveFile> many = files(1_000, 1, 1);

    assertThat(plan(many, NOON).rewrites())
        .allSatisfy(
            rewrite ->
                assertThat(rewrite.files()).hasSizeLessThanOrEqualTo(CompactionPlan.MOST_FILES));
    assertThat(plan(many, NOON).debt().files()).isGreaterThan(900);
    assertThat(plan(many, DAY_CLOSED).rewrites())
        .allSatisfy(
            rewrite ->
                assertThat(rewrite.files()).hasSizeLessThanOrEqualTo(CompactionPlan.MOST_FILES));
  }

  private CompactionPlan plan(List<ActiveFile> of, Instant now) {
    return CompactionPlan.of(EVENTS, of, POLICY, now);
  }

  private static List<ActiveFile> onlyGroup(CompactionPlan plan) {
    assertThat(plan.rewrites()).hasSize(1);
    return plan.rewrites().get(0).files();
  }

  private List<ActiveFile> files(int count, long bytes, long rows) {
    List<ActiveFile> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(file(bytes, rows, NOON.minusSeconds(3_600)));
    }
    return some;
  }

  private ActiveFile file(long bytes, long rows, Instant written) {
    return new ActiveFile(
        "part-%05d".formatted(files++),
        Map.of("event_date", DAY),
        bytes,
        written.toEpochMilli(),
        "{\"numRecords\":" + rows + "}");
  }

  private static List<ActiveFile> with(List<ActiveFile> files, ActiveFile one) {
    List<ActiveFile> all = new ArrayList<>(files);
    all.add(one);
    return all;
  }
}
