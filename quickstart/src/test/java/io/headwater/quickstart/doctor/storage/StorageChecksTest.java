package io.headwater.quickstart.doctor.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Level;
import io.headwater.quickstart.doctor.clock.ClockReadings;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.config.FlushSettings;
import io.headwater.sink.config.SinkSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.testkit.HandWrittenLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageChecksTest {

  @TempDir private Path dir;

  @Test
  void shouldTryTheStorageOutAndLeaveNothing() throws Exception {
    Path tables = dir.resolve("deep").resolve("tables");

    assertThat(look(tables, "storage").get(0).level()).isNotEqualTo(Level.FAIL);
    assertThat(look(tables, "put-if-absent").get(0))
        .isEqualTo(Finding.ok("of two writers of one entry exactly one won, 5 times of 5"));
    assertThat(look(tables, "tables")).hasSize(5).allMatch(each -> each.level() == Level.OK);
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void shouldFailOnAStorageThatOverwrites() throws Exception {
    Map<String, String> overwriting =
        Map.of("delta.logStore.file.impl", OverwritingLogStore.class.getName());
    SinkSettings settings = sink(DeltaSettings.at(dir.toString(), overwriting));

    Finding finding = check(settings, "put-if-absent").look().get(0);

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.what()).containsPattern("2 won|overwritten");
    assertThat(finding.cure()).contains("keep sinks off this storage");
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void shouldFailWhereNothingCanBeWritten() throws Exception {
    Path file = Files.writeString(dir.resolve("file"), "x");

    Finding finding = look(file.resolve("tables"), "storage").get(0);

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.what()).contains("could not be made a folder in");
    assertThat(finding.cure()).contains("headwater.delta.base-path");
    // A folder that refuses even root
    assertThat(look(Path.of("/proc/self/tables"), "storage").get(0).level()).isEqualTo(Level.FAIL);
  }

  @Test
  void shouldFailOnASchemeNobodyKnows() throws Exception {
    Finding finding = check(sink(DeltaSettings.at("tape://drive/x")), "storage").look().get(0);

    assertThat(finding.what()).contains("tape");
    assertThat(finding.cure()).contains("correct the scheme");
  }

  @Test
  void shouldFailOnATableOfAnotherProtocol() throws Exception {
    TableDefinition events = TableCatalog.of(SinkSettings.defaults().topics()).get(0);
    Path root = dir.resolve(events.name());
    HandWrittenLog.write(root, events, List.of());
    Files.writeString(
        root.resolve("_delta_log").resolve("%020d.json".formatted(1)),
        """
        {"protocol":{"minReaderVersion":1,"minWriterVersion":7,"writerFeatures":["rowTracking"]}}
        """);

    Finding finding = look(dir, "tables").get(0);

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.what()).contains("uses features of Delta that Headwater cannot write");
  }

  @Test
  void shouldFailOnATableWithOtherColumns() throws Exception {
    List<TableDefinition> catalog = TableCatalog.of(SinkSettings.defaults().topics());
    HandWrittenLog.write(dir.resolve("events"), catalog.get(2), List.of());

    List<Finding> findings = look(dir, "tables");

    assertThat(findings.get(0).level()).isEqualTo(Level.FAIL);
    assertThat(findings.get(0).what()).contains("Table events at");
    assertThat(findings.get(1).level()).isEqualTo(Level.OK);
  }

  @Test
  void shouldFailOnATableOfAnotherSink() throws Exception {
    TableDefinition events = TableCatalog.of(SinkSettings.defaults().topics()).get(0);
    try (TableLogs logs = TableLogs.of(DeltaSettings.at(dir.toString()), "plant-1")) {
      logs.open(events);
    }
    Files.writeString(
        dir.resolve("events/_delta_log").resolve("%020d.json".formatted(1)),
        """
        {"txn":{"appId":"plant-1/sensor-events-enriched/0","version":42}}
        """);

    Finding finding = look(dir, "tables").get(0);

    assertThat(finding.what()).contains("written by the sink plant-1, and this one is headwater");
    assertThat(finding.cure()).contains("headwater.sink.id");
    SinkSettings own =
        new SinkSettings(
            null,
            null,
            new FlushSettings("plant-1", null, null, null, null),
            DeltaSettings.at(dir.toString()));
    assertThat(check(own, "tables").look().get(0)).isEqualTo(Finding.ok("events fits, version 1"));
  }

  private static List<Finding> look(Path tables, String name) throws Exception {
    return check(sink(DeltaSettings.at(tables.toString())), name).look();
  }

  private static SinkSettings sink(DeltaSettings delta) {
    return new SinkSettings(null, null, null, delta);
  }

  private static Check check(SinkSettings settings, String name) {
    return StorageChecks.of(settings, InstantSource.system(), new ClockReadings()).stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
