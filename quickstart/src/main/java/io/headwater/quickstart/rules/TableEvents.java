package io.headwater.quickstart.rules;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.EventTime;
import io.headwater.model.Origin;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference;
import io.headwater.model.settings.TopicSettings;
import io.headwater.quickstart.cli.CommandFailure;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.ActiveFile;
import io.headwater.sink.delta.TableLog;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.parquet.Cells;
import io.headwater.sink.parquet.DataFileReader;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The events of the table {@code events}, at its newest version. */
final class TableEvents implements EventSource {

  private static final String DATE = "event_date";

  /** Read only: no sink of this id has ever written anything. */
  private static final String READER = "headwater-dry-run";

  private static final List<String> COLUMNS =
      List.of(
          "sensor_id",
          "device_type",
          "event_time",
          "value",
          "unit",
          "location",
          "status",
          "expected_unit",
          "late",
          "origin_topic",
          "origin_partition",
          "origin_offset",
          "kafka_timestamp");

  private static final int SENT_AT = COLUMNS.size() - 1;

  private final DeltaSettings delta;
  private final TableDefinition table;

  TableEvents(DeltaSettings delta, TopicSettings topics) {
    this.delta = delta;
    this.table =
        TableCatalog.of(topics).stream()
            .filter(each -> each.name().equals(TableCatalog.EVENTS))
            .findFirst()
            .orElseThrow();
  }

  @Override
  public String words() {
    return "the table %s in %s".formatted(table.name(), delta.basePath());
  }

  @Override
  public Extent read(TimeRange range, Consumer<RecordedEvent> events) {
    LongAccumulator latestSent = new LongAccumulator(Math::max, 0);
    try (TableLogs logs = TableLogs.of(delta, READER)) {
      TableLog log = logs.existing(table).orElseThrow(this::missing);
      DataFileReader reader = new DataFileReader(logs.root(table), logs.hadoop());
      for (ActiveFile file : log.snapshot(List.of()).files()) {
        if (mayHold(file.partitionValues().get(DATE), range)) {
          reader.read(
              file.path(),
              COLUMNS,
              row -> {
                latestSent.accumulate(row.number(SENT_AT));
                if (range.contains(row.number(2))) {
                  events.accept(
                      new RecordedEvent(event(row), MICROSECONDS.toMillis(row.number(SENT_AT))));
                }
              });
        } else {
          readLatest(file, reader, latestSent::accumulate);
        }
      }
      return Extent.until(EventTime.toInstant(latestSent.get()));
    } catch (IOException e) {
      throw new CommandFailure(
          "%s can't be read: %s.".formatted(capital(words()), e.getMessage()), e);
    }
  }

  /** When the latest of a file's events was sent, which is all that counts of another day's. */
  private static void readLatest(ActiveFile file, DataFileReader reader, LongConsumer sentAt)
      throws IOException {
    OptionalLong told = FileBounds.latest(file.stats(), COLUMNS.get(SENT_AT));
    if (told.isPresent()) {
      sentAt.accept(told.getAsLong());
    } else {
      reader.read(file.path(), List.of(COLUMNS.get(SENT_AT)), row -> sentAt.accept(row.number(0)));
    }
  }

  private CommandFailure missing() {
    return new CommandFailure(
        "There is no table %s in %s: say where the tables are with --base-path DIR, or leave it out to read the topic."
            .formatted(table.name(), delta.basePath()),
        null);
  }

  /** A file is of one day; one of no day may be of any. */
  private static boolean mayHold(@Nullable String date, TimeRange range) {
    if (date == null) {
      return true;
    }
    LocalDate day = LocalDate.parse(date);
    return !day.isBefore(dayOf(range.from())) && !day.isAfter(dayOf(range.to() - 1));
  }

  private static LocalDate dayOf(long micros) {
    return LocalDate.ofInstant(EventTime.toInstant(micros), ZoneOffset.UTC);
  }

  private static EnrichedEvent event(Cells row) {
    return new EnrichedEvent(
        new SensorEvent(
            row.text(0),
            row.text(1),
            row.number(2),
            row.real(3),
            row.isNull(4) ? null : row.text(4),
            row.text(5),
            row.text(6),
            null),
        new SensorReference(null, null, null, null, row.isNull(7) ? null : row.text(7), null, null),
        List.of(),
        row.number(8) != 0,
        new Origin(row.text(9), (int) row.number(10), row.number(11)));
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
