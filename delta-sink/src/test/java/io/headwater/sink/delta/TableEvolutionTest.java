package io.headwater.sink.delta;

import static io.headwater.sink.delta.TestTables.EVENTS;
import static io.headwater.sink.delta.TestTables.P0;
import static io.headwater.sink.delta.TestTables.first;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.Operation;
import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.actions.Metadata;
import io.delta.standalone.types.IntegerType;
import io.delta.standalone.types.StringType;
import io.delta.standalone.types.StructField;
import io.delta.standalone.types.StructType;
import io.headwater.sink.config.Column;
import io.headwater.sink.config.ColumnSource;
import io.headwater.sink.config.ColumnType;
import io.headwater.sink.config.TableDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are there before the sink is. */
class TableEvolutionTest {

  private static final Column VALUE =
      new Column("value", ColumnType.DOUBLE, false, "the reading", new ColumnSource.Field());
  private static final Column UNIT =
      new Column("unit", ColumnType.STRING, true, "its unit", new ColumnSource.Field());
  private static final Column DAY =
      new Column("day", ColumnType.DATE, false, "its day", new ColumnSource.Field());
  private static final TableDefinition NARROW = table(VALUE, DAY);
  private static final TableDefinition WIDE = table(VALUE, UNIT, DAY);

  @TempDir private Path base;

  @Test
  void shouldUseATableThatFits() throws IOException {
    TestTables tables = new TestTables(base);
    tables.events().append(List.of(), List.of(first(P0, 7)));

    assertThat(tables.events().committed(List.of(P0)).version()).isEqualTo(1);
  }

  @Test
  void shouldAddNullableColumnsThatAreMissing() throws IOException {
    TableLogs logs = new TestTables(base).of("headwater");
    logs.open(NARROW);

    logs.open(WIDE);

    StructType schema = deltaLog().update().getMetadata().getSchema();
    assertThat(schema.getFieldNames()).containsExactly("value", "day", "unit");
    assertThat(schema.get("unit").isNullable()).isTrue();
    assertThat(logs.open(WIDE).committed(List.of()).version()).isEqualTo(1);
  }

  @Test
  void shouldKeepNullableColumnsItDoesNotKnow() throws IOException {
    TableLogs logs = new TestTables(base).of("headwater");
    logs.open(WIDE);

    assertThat(logs.open(NARROW).committed(List.of()).version()).isZero();
  }

  @Test
  void shouldNameBothTypesOfAColumnThatDiffers() {
    create(NARROW, new StructField("value", new StringType(), true), day());

    refused(NARROW)
        .hasMessageStartingWith("Table readings at file:")
        .hasMessageContaining(
            "has the column value as string, but Headwater writes value as double not null");
  }

  @Test
  void shouldRefuseATableThatWouldNotTakeNulls() {
    create(
        WIDE,
        new StructField("value", TableSchema.type(ColumnType.DOUBLE), false),
        new StructField("unit", new StringType(), false),
        day());

    refused(WIDE)
        .hasMessageContaining(
            "has the column unit as string not null, but Headwater writes unit as string");
  }

  @Test
  void shouldRefuseATableWithAColumnItMustFillAndDoesNotKnow() {
    create(
        NARROW,
        new StructField("value", TableSchema.type(ColumnType.DOUBLE), false),
        new StructField("batch", new IntegerType(), false),
        day());

    refused(NARROW)
        .hasMessageContaining(
            "has the column batch as int not null, which Headwater does not write");
  }

  @Test
  void shouldRefuseToAddAColumnThatOldRowsHaveNoValueFor() {
    create(NARROW, new StructField("unit", new StringType(), true), day());

    refused(NARROW)
        .hasMessageContaining("has no column value, which Headwater writes as double not null");
  }

  @Test
  void shouldRefuseAColumnThatIsSpeltOtherwise() {
    create(NARROW, new StructField("Value", TableSchema.type(ColumnType.DOUBLE), false), day());

    refused(NARROW).hasMessageContaining("has the column Value as double not null");
  }

  @Test
  void shouldRefuseATableThatIsPartitionedOtherwise() throws IOException {
    TableLogs logs = new TestTables(base).of("headwater");
    logs.open(
        new TableDefinition("readings", "topic", NARROW.columns(), List.of(), List.of("value")));

    refused(NARROW)
        .hasMessageContaining("is partitioned by [], but Headwater partitions it by [day]");
  }

  @Test
  void shouldRefuseATableThatForgetsProgress() {
    create(
        NARROW,
        Map.of("delta.setTransactionRetentionDuration", "interval 7 days"),
        new StructField("value", TableSchema.type(ColumnType.DOUBLE), false),
        day());

    refused(NARROW).hasMessageContaining("delta.setTransactionRetentionDuration");
  }

  @Test
  void shouldCreateATableOnceWhenTwoSinksStartTogether() throws Exception {
    TestTables tables = new TestTables(base);
    Stream.of("one", "two", "three", "four", "five", "six")
        .parallel()
        .forEach(
            id -> {
              try {
                tables.of(id).open(EVENTS);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });

    assertThat(tables.events().committed(List.of(P0)).version()).isZero();
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(TableDefinition table) {
    TableLogs logs = new TestTables(base).of("headwater");
    return assertThatThrownBy(() -> logs.open(table)).isInstanceOf(IncompatibleTable.class);
  }

  private static TableDefinition table(Column... columns) {
    return new TableDefinition(
        "readings", "topic", Arrays.asList(columns), List.of("day"), List.of("value"));
  }

  private static StructField day() {
    return new StructField("day", TableSchema.type(ColumnType.DATE), false);
  }

  private DeltaLog deltaLog() {
    return DeltaLog.forTable(new Configuration(), base.resolve("readings").toString());
  }

  private void create(TableDefinition like, StructField... fields) {
    create(like, Map.of(), fields);
  }

  private void create(TableDefinition like, Map<String, String> properties, StructField... fields) {
    OptimisticTransaction transaction = deltaLog().startTransaction();
    transaction.updateMetadata(
        Metadata.builder()
            .schema(new StructType(fields))
            .partitionColumns(like.partitionColumns())
            .configuration(properties)
            .build());
    transaction.commit(List.of(), new Operation(Operation.Name.CREATE_TABLE), "a test");
  }
}
