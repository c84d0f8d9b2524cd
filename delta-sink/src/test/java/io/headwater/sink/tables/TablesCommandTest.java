package io.headwater.sink.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands, as somebody uses them who looks after real tables. */
class TablesCommandTest {

  private static final Duration EIGHT_DAYS = Duration.ofDays(8);

  @TempDir private Path base;
  private StockedTables tables;
  private StringWriter out;
  private StringWriter err;

  /** {@code events} with two days in three commits. */
  @BeforeEach
  void tablesWithRows() throws IOException {
    tables = new StockedTables(base);
    tables.commit("2026-01-01");
    tables.commit("2026-01-01");
    tables.commit("2026-01-02");
  }

  @AfterEach
  void closeTables() throws IOException {
    tables.close();
  }

  @Test
  void shouldListTheTables() {
    assertThat(run("list")).isZero();

    assertThat(out.toString().lines().toList().get(0))
        .matches("table +version +last commit +files +small +rows +size +partitions +offsets");
    assertThat(out.toString().lines().toList().get(1))
        .matches("events +3 +[0-9]+ s ago +3 +3 +9 +[0-9.]+ KB +1 +9");
    assertFitsTheScreen();
  }

  @Test
  void shouldListTheTablesForPrograms() {
    assertThat(run("list", "--json")).isZero();

    JsonNode events = json().get("tables").get(0);
    assertThat(events.get("table").asString()).isEqualTo("events");
    assertThat(events.get("version").asLong()).isEqualTo(3);
    assertThat(events.get("rows").asLong()).isEqualTo(9);
    assertThat(events.get("positions").get(0).get("next_offset").asLong()).isEqualTo(9);
  }

  @Test
  void shouldShowATableFromAllSides() {
    assertThat(run("show", "events")).isZero();

    assertThat(out.toString())
        .contains("One row for each record of the Kafka topic sensor-events-enriched")
        .containsPattern("version +3, committed 20")
        .containsPattern("files +3, 9 rows, ")
        .containsPattern("compaction +2 files, [0-9.]+ KB, are due")
        .containsPattern("statistics +in all files")
        .containsPattern("time travel reaches back to version 0")
        .containsPattern("event_time +timestamp +when the device took the reading")
        .containsPattern("unit +string +yes +unit of value")
        .containsPattern("event_date +date +date of event_time, UTC \\(partitions the table\\)")
        .containsPattern("event_date=2026-01-01 +2 +2 +6 ")
        .containsPattern("headwater +sensor-events-enriched-0 +9")
        .containsPattern("delta.logRetentionDuration +interval 86400 seconds");
    assertFitsTheScreen();
  }

  @Test
  void shouldShowATableForPrograms() {
    assertThat(run("show", "events", "--json")).isZero();

    assertThat(json().get("partition_columns").get(0).asString()).isEqualTo("event_date");
    assertThat(json().get("partitions").get(1).get("partition").asString())
        .isEqualTo("event_date=2026-01-02");
    assertThat(json().get("oldest_readable_version").asLong()).isZero();
  }

  @Test
  void shouldTellTheHistoryOfATableNewestFirst() {
    assertThat(run("history", "events", "--limit=3")).isZero();

    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(1)).matches(" +3  20[^ ]+Z  STREAMING UPDATE +3 +1 +0 +[0-9.]+ KB .*");
    assertThat(lines.get(3)).matches(" +1  20.*");
    assertFitsTheScreen();

    assertThat(run("history", "events", "--json")).isZero();
    assertThat(json().get("versions").get(3).get("operation").asString()).isEqualTo("CREATE TABLE");
  }

  @Test
  void shouldOnlyTellWhatAVacuumWouldDelete() throws IOException {
    Path old = tables.orphan("2026-01-01", EIGHT_DAYS);
    tables.orphan("2026-01-01", Duration.ofDays(1));

    assertThat(run("vacuum")).isZero();

    assertThat(out.toString())
        .containsPattern("events +1 +6 B +1 +7 d")
        .contains("event_date=2026-01-01/part-orphan-PT192H.parquet")
        .contains("Nothing was deleted: this was a dry run.");
    assertThat(old).exists();
  }

  @Test
  void shouldDeleteWhatAVacuumFindsWhenToldTo() throws IOException {
    Path old = tables.orphan("2026-01-01", EIGHT_DAYS);
    Path young = tables.orphan("2026-01-01", Duration.ofDays(1));

    assertThat(run("vacuum", "events", "--delete", "--json")).isZero();

    assertThat(json().get("deleted").asBoolean()).isTrue();
    assertThat(json().get("tables").get(0).get("files")).hasSize(1);
    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(run("list", "--json")).isZero();
    assertThat(json().get("tables").get(0).get("rows").asLong()).isEqualTo(9);
  }

  @Test
  void shouldMakeSmallFilesOne() throws IOException {
    // Given: a day that is long over, in two files
    assertThat(run("compact", "--dry-run")).isZero();
    assertThat(out.toString()).containsPattern("events +2 +[0-9.]+ KB +0 +0 +0 B +0 +0");

    assertThat(run("compact", "events", "--json")).isZero();

    assertThat(json().get("tables").get(0).get("files_before").asLong()).isEqualTo(2);
    assertThat(json().get("tables").get(0).get("files_after").asLong()).isEqualTo(1);
    assertThat(run("list", "--json")).isZero();
    assertThat(json().get("tables").get(0).get("rows").asLong()).isEqualTo(9);
    assertThat(json().get("tables").get(0).get("files").asLong()).isEqualTo(2);
    assertThat(run("history", "events", "--limit=1")).isZero();
    assertThat(out.toString()).containsPattern("4  20[^ ]+Z  [A-Za-z ]+ 6 +1 +2 ");
  }

  @Test
  void shouldWantShortRetentionsForced() throws IOException {
    Path young = tables.orphan("2026-01-01", Duration.ofHours(2));

    assertThat(run("vacuum", "--retain=1h", "--delete")).isEqualTo(2);
    assertThat(err.toString()).startsWith("A retention of 1 h is shorter than 7 days:");
    assertThat(young).exists();

    assertThat(run("vacuum", "--retain=1h", "--delete", "--force")).isZero();
    assertThat(young).doesNotExist();
  }

  @Test
  void shouldGoOnWithTheOtherTablesWhenOneIsDamaged() throws IOException {
    Path damaged = Files.createDirectories(base.resolve("anomalies/_delta_log"));
    Files.writeString(damaged.resolve("%020d.json".formatted(0)), "{\"add\":");
    Path old = tables.orphan("2026-01-01", EIGHT_DAYS);

    assertThat(run("vacuum", "--delete")).isEqualTo(1);

    assertThat(err.toString()).startsWith("anomalies: ").contains("is no entry of a Delta log");
    assertThat(old).doesNotExist();
  }

  @Test
  void shouldListTheOtherTablesWhenOneIsNoneYet() throws IOException {
    Files.createDirectories(base.resolve("anomalies/_delta_log"));

    assertThat(run("list")).isEqualTo(1);

    assertThat(out.toString()).contains("events");
    assertThat(err.toString()).startsWith("anomalies: There is no table anomalies");
  }

  @Test
  void shouldSayInASentenceWhatIsWrong() {
    assertThat(run("show", "event")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("There is no table event in file:")
        .contains("tables list tells what there is")
        .hasLineCount(1);

    assertThat(run("list", "--headwater.delta.base-path=" + base.resolve("elsewhere")))
        .isEqualTo(2);
    assertThat(err.toString()).startsWith("There are no tables in file:").hasLineCount(1);

    assertThat(run("vacuum", "--retain=long")).isEqualTo(2);
    assertThat(err.toString()).startsWith("--retain=long is not allowed: it must be a duration");

    assertThat(run("vacuum", "--retain=72")).isEqualTo(2);
    assertThat(err.toString()).startsWith("--retain=72 is not allowed: it must be a duration");

    assertThat(run("vacuum", "--dleete")).isEqualTo(2);
    assertThat(err.toString()).contains("There is no option or setting --dleete");

    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("tables what? list, show, history, compact or vacuum");
  }

  @Test
  void shouldExplainItself() {
    for (String command : List.of("list", "show", "history", "compact", "vacuum")) {
      assertThat(run(command, "--help")).isZero();
      assertThat(out.toString()).contains("./headwater tables " + command);
    }
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("--headwater.delta.base-path", "Exit code");
  }

  private void assertFitsTheScreen() {
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100 || isPath(line));
  }

  /** The folder of a test may be deep down. */
  private boolean isPath(String line) {
    return line.contains(base.toString());
  }

  private JsonNode json() {
    return new JsonMapper().readTree(out.toString());
  }

  private int run(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!all.isEmpty() && all.stream().noneMatch(argument -> argument.contains("base-path"))) {
      all.add("--headwater.delta.base-path=" + base);
    }
    return new CommandLine(new TablesCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }
}
