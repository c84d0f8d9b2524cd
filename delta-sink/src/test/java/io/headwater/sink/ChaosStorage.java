package io.headwater.sink;

import io.headwater.sink.testkit.Azurite;
import io.headwater.sink.testkit.KernelReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where the tables of a chaos are, and how that fails. */
interface ChaosStorage extends AutoCloseable {

  /** The base path of the tables. */
  String tables();

  /** Hadoop's settings with which they are reached. */
  Map<String, String> hadoop();

  /** How often the sinks flush, and tidy their tables: what the storage bears. */
  List<String> pace();

  /** Whether it can be made to fail here. */
  boolean canFail();

  /** From now on nothing can be written. */
  void fail() throws IOException;

  /** All is well again. */
  void mend() throws IOException;

  /** The offsets in a table by partition, in order, as Delta Kernel sees them. */
  Map<Integer, List<Long>> offsets(String table);

  @Override
  void close() throws IOException;

  /** A local disk, which gets full. */
  static ChaosStorage disk(Path folder, int megabytes) throws IOException {
    SmallDisk disk = new SmallDisk(folder, megabytes);
    return new ChaosStorage() {
      @Override
      public String tables() {
        return folder.toString();
      }

      @Override
      public Map<String, String> hadoop() {
        return Map.of();
      }

      @Override
      public List<String> pace() {
        return List.of(
            "--headwater.sink.flush-interval=250ms",
            "--headwater.delta.checkpoint-interval=7",
            "--headwater.delta.maintenance.compact-interval=1s",
            "--headwater.delta.maintenance.log-cleanup-interval=3s");
      }

      @Override
      public boolean canFail() {
        return disk.isReal();
      }

      @Override
      public void fail() throws IOException {
        disk.fill();
      }

      @Override
      public void mend() throws IOException {
        disk.free();
      }

      @Override
      public Map<Integer, List<Long>> offsets(String table) {
        return SinkProcess.offsets(folder.resolve(table));
      }

      @Override
      public void close() throws IOException {
        disk.close();
      }
    };
  }

  /** Azure's storage, as far as Azurite is one, which is restarted. */
  static ChaosStorage azure(Path folder) {
    Azurite azurite = new Azurite(folder).start();
    return new ChaosStorage() {
      @Override
      public String tables() {
        return azurite.uri("chaos");
      }

      @Override
      public Map<String, String> hadoop() {
        return azurite.hadoop();
      }

      @Override
      public List<String> pace() {
        return List.of(
            "--headwater.sink.flush-interval=1s",
            "--headwater.delta.checkpoint-interval=10",
            "--headwater.delta.maintenance.compact-interval=10s",
            "--headwater.delta.maintenance.log-cleanup-interval=10s");
      }

      @Override
      public boolean canFail() {
        return true;
      }

      @Override
      public void fail() {
        azurite.stop();
      }

      @Override
      public void mend() {
        azurite.start();
      }

      @Override
      public Map<Integer, List<Long>> offsets(String table) {
        return SinkProcess.offsets(new KernelReader(tables() + "/" + table, hadoop()));
      }

      @Override
      public void close() {
        azurite.close();
      }
    };
  }
}
