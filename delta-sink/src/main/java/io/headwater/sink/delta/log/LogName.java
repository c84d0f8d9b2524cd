package io.headwater.sink.delta.log;

/** What a file in {@code _delta_log} is, by its name. */
public sealed interface LogName {

  /** The folder, under the table's. */
  String FOLDER = "_delta_log";

  /** The file that says which checkpoint is the newest. */
  String LAST_CHECKPOINT = "_last_checkpoint";

  /** The name of the entry that made {@code version}. */
  static String entry(long version) {
    return "%020d.json".formatted(version);
  }

  /** The name of the checkpoint of {@code version}, in one part. */
  static String checkpoint(long version) {
    return "%020d.checkpoint.parquet".formatted(version);
  }

  /** A version's entry, {@code 00000000000000000042.json}. */
  record Entry(long version) implements LogName {}

  /**
   * A checkpoint of a version, or a part of it.
   *
   * @param part from 1
   * @param parts how many there are; the checkpoint is complete when all of them are there
   */
  record Checkpoint(long version, int part, int parts) implements LogName {}

  /** What other writers keep beside a version's entry, to check their reading of it. */
  record Checksum(long version) implements LogName {}

  /** Hadoop's checksum of another file of the folder, which local disks have. */
  record Companion(String of) implements LogName {}

  /** An entry or a checkpoint that was being written and has not got its name yet. */
  record Draft() implements LogName {}

  /** Anything else, such as {@link #LAST_CHECKPOINT}. */
  record Other() implements LogName {}

  /** The kind of file that is called {@code name}. */
  static LogName of(String name) {
    return LogNames.parse(name);
  }
}
