package io.headwater.readers;

import io.headwater.sink.config.TableCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** A Spark in this JVM, small and quiet, with Delta; one for all tests. */
final class Spark {

  private static @Nullable SparkSession session;

  private Spark() {}

  /** Ends with the JVM. */
  static synchronized SparkSession session() {
    if (session == null) {
      session =
          SparkSession.builder()
              .master("local[2]")
              .config("spark.ui.enabled", "false")
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.sql.warehouse.dir", Path.of("target", "warehouse").toUri().toString())
              .config("spark.sql.shuffle.partitions", "2")
              .config("spark.databricks.delta.snapshotPartitions", "2")
              .config("spark.sql.session.timeZone", "UTC")
              .config("spark.sql.datetime.java8API.enabled", "true")
              .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
              .config(
                  "spark.sql.catalog.spark_catalog",
                  "org.apache.spark.sql.delta.catalog.DeltaCatalog")
              .getOrCreate();
    }
    return session;
  }

  static Dataset<Row> table(Path folder) {
    return session().read().format("delta").load(folder.toString());
  }

  static Dataset<Row> tableAt(Path folder, long version) {
    return session().read().format("delta").option("versionAsOf", version).load(folder.toString());
  }

  /** A statement in which {@code %s} stands for the table. */
  static Dataset<Row> sql(String statement, Path folder) {
    return session().sql(statement.formatted("delta.`" + folder + "`"));
  }

  /** All rows in the order of their offsets, in {@link Expected}'s terms. */
  static List<Map<String, @Nullable Object>> rows(Dataset<Row> table) {
    return table.orderBy(functions.col(TableCatalog.KAFKA_OFFSET)).collectAsList().stream()
        .map(Spark::map)
        .toList();
  }

  private static Map<String, @Nullable Object> map(Row row) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (String name : row.schema().fieldNames()) {
      map.put(name, plain(row.get(row.fieldIndex(name))));
    }
    return map;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Seq<?> seq) {
      List<@Nullable Object> list = new ArrayList<>();
      CollectionConverters.asJava(seq).forEach(element -> list.add(plain(element)));
      return list;
    }
    return value instanceof Row row ? map(row) : value;
  }
}
