package io.headwater.sink.tables;

import io.headwater.sink.config.SinkSettings;
import io.headwater.sink.delta.IncompatibleTable;
import io.headwater.sink.delta.TableDescription;
import io.headwater.sink.delta.TableDescription.SinkPosition;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.delta.log.LogFolder;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import tools.jackson.core.JsonGenerator;

/** The command {@code tables list}: a line for each table. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    header = "A line for each table.",
    customSynopsis = "./headwater tables list [--json] [--SETTING=VALUE]...",
    description = {
      "",
      "small: files that compaction has not made large yet. partitions: those of the topic that a"
          + " sink has read from. offsets: how many it has read of them, the sum of the next"
          + " offsets to read.",
      ""
    })
final class ListCommand extends TableCommand {

  private static final InstantSource CLOCK = InstantSource.system();

  @Override
  Answer answer(TableLogs tables, SinkSettings settings) throws IOException {
    List<Line> lines = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (String name : all(tables)) {
      try {
        TableDescription table = table(tables, name);
        lines.add(
            new Line(
                table,
                TableFigures.of(table.files(), Targets.bytes(settings)),
                LogFolder.of(tables.root(name), tables.hadoop()).modifiedMillis(table.version())));
      } catch (IOException | IncompatibleTable e) {
        // the others are none the worse for it
        failures.add(name + ": " + e.getMessage());
      }
    }
    return new Listing(tables.location(), lines, failures, CLOCK.instant());
  }

  /** One table. */
  private record Line(TableDescription table, TableFigures figures, OptionalLong committedMillis) {

    long offsets() {
      return table.positions().stream().mapToLong(SinkPosition::next).sum();
    }
  }

  private record Listing(String location, List<Line> lines, List<String> failures, Instant now)
      implements Answer {

    @Override
    public String text() {
      TextTable text =
          new TextTable("")
              .left("table")
              .right("version")
              .right("last commit")
              .right("files")
              .right("small")
              .right("rows")
              .right("size")
              .right("partitions")
              .right("offsets");
      for (Line line : lines) {
        text.line(
            line.table().name(),
            Long.toString(line.table().version()),
            line.committedMillis().isPresent()
                ? Figures.ago(line.committedMillis().getAsLong(), now)
                : "?",
            Figures.count(line.figures().files()),
            Figures.count(line.figures().small()),
            Figures.count(line.figures().rows()),
            Figures.size(line.figures().bytes()),
            Integer.toString(line.table().positions().size()),
            Figures.count(line.offsets()));
      }
      return text.toString();
    }

    @Override
    public void writeTo(JsonGenerator json) {
      json.writeStringProperty("location", location);
      json.writeArrayPropertyStart("tables");
      for (Line line : lines) {
        json.writeStartObject();
        json.writeStringProperty("table", line.table().name());
        json.writeNumberProperty("version", line.table().version());
        line.committedMillis()
            .ifPresent(millis -> json.writeNumberProperty("last_commit_ms", millis));
        JsonParts.figures(json, line.figures());
        JsonParts.positions(json, line.table().positions());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }
}
