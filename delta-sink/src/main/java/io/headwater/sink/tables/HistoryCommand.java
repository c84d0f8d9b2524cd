package io.headwater.sink.tables;

import io.headwater.sink.config.SinkSettings;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.delta.log.LogFile;
import io.headwater.sink.delta.log.LogFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

/** The command {@code tables history}: who did what to a table, newest first. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    header = "The versions of a table, newest first: when, what, how much, by whom.",
    customSynopsis = "./headwater tables history TABLE [--limit=N] [--json] [--SETTING=VALUE]...",
    description = {
      "",
      "As far as the log reaches: clean-up removes versions that are older than the table's"
          + " property delta.logRetentionDuration.",
      ""
    })
final class HistoryCommand extends TableCommand {

  @Parameters(index = "0", paramLabel = "TABLE", description = "Its name, such as events.")
  private String name = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many versions; default ${DEFAULT-VALUE}.")
  private int limit = 20;

  @Override
  Answer answer(TableLogs tables, SinkSettings settings) throws IOException {
    if (limit < 1) {
      throw new IllegalArgumentException(
          "--limit=" + limit + " is not allowed: it must be 1 or more");
    }
    table(tables, name);
    LogFolder log = LogFolder.of(tables.root(name), tables.hadoop());
    List<Commit> commits = new ArrayList<>();
    for (Map.Entry<Long, LogFile> entry : log.list().entries().descendingMap().entrySet()) {
      if (commits.size() == limit) {
        break;
      }
      commits.add(Commit.read(log, entry.getKey(), entry.getValue()));
    }
    return new History(name, commits);
  }

  private record History(String name, List<Commit> commits) implements Answer {

    @Override
    public String text() {
      TextTable text =
          new TextTable("")
              .right("version")
              .left("time")
              .left("operation")
              .right("rows")
              .right("added")
              .right("removed")
              .right("size added")
              .left("engine");
      for (Commit commit : commits) {
        text.line(
            Long.toString(commit.version()),
            Figures.time(commit.timeMillis()),
            commit.operation(),
            commit.rows().isPresent() ? Figures.count(commit.rows().getAsLong()) : "",
            Figures.count(commit.filesAdded()),
            Figures.count(commit.filesRemoved()),
            Figures.size(commit.bytesAdded()),
            commit.engine());
      }
      return text.toString();
    }

    @Override
    public void writeTo(JsonGenerator json) {
      json.writeStringProperty("table", name);
      json.writeArrayPropertyStart("versions");
      for (Commit commit : commits) {
        json.writeStartObject();
        json.writeNumberProperty("version", commit.version());
        json.writeNumberProperty("time_ms", commit.timeMillis());
        json.writeStringProperty("operation", commit.operation());
        commit.rows().ifPresent(rows -> json.writeNumberProperty("rows", rows));
        json.writeNumberProperty("files_added", commit.filesAdded());
        json.writeNumberProperty("files_removed", commit.filesRemoved());
        json.writeNumberProperty("bytes_added", commit.bytesAdded());
        json.writeStringProperty("engine", commit.engine());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }
}
