package io.headwater.sink.delta;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in a table's {@code _delta_log} folder, as the Delta protocol has them. */
final class LogFile {

  /** The folder, under the table's. */
  static final String FOLDER = "_delta_log";

  /** Says which checkpoint is the newest. */
  static final String LAST_CHECKPOINT = "_last_checkpoint";

  private static final Pattern CHECKPOINT = Pattern.compile("(\\d{20})\\.checkpoint(\\.parquet)?");

  private LogFile() {}

  /** The entry that made {@code version}. */
  static String entry(long version) {
    return "%020d.json".formatted(version);
  }

  /** The checkpoint of {@code version}, in one part. */
  static String checkpoint(long version) {
    return "%020d.checkpoint.parquet".formatted(version);
  }

  /** The version of a checkpoint in one part, or of the prefix of one; empty for other names. */
  static Optional<Long> versionOfCheckpoint(String name) {
    Matcher matcher = CHECKPOINT.matcher(name);
    return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
  }
}
