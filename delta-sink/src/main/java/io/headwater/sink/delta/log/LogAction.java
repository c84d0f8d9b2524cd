package io.headwater.sink.delta.log;

import java.util.Map;
import java.util.OptionalLong;

/** What an entry or a checkpoint says, as far as Headwater asks for it. */
public sealed interface LogAction {

  /**
   * A data file is part of the table.
   *
   * @param path as the log has it, URL-encoded
   */
  record Added(String path, long sizeBytes) implements LogAction {}

  /**
   * A data file is no longer part of the table.
   *
   * @param deletedMillis when, by the writer's clock, since the epoch; 0 when it does not say
   */
  record Removed(String path, long deletedMillis) implements LogAction {}

  /** How far an application got, by its own count. */
  record Progress(String appId, long version) implements LogAction {}

  /** What readers and writers must understand. */
  record Protocol(int minReaderVersion, int minWriterVersion) implements LogAction {}

  /** The table's own settings. */
  record Properties(Map<String, String> values) implements LogAction {

    public Properties {
      values = Map.copyOf(values);
    }
  }

  /**
   * What a writer says about its commit. Only entries have it.
   *
   * @param timeMillis by the writer's clock, since the epoch
   * @param operation Delta's name for what was done, {@code ?} when it does not say
   * @param metrics numbers about it, such as {@code numOutputRows}
   * @param engine who wrote it, {@code ?} when it does not say
   */
  record Info(OptionalLong timeMillis, String operation, Map<String, String> metrics, String engine)
      implements LogAction {

    /** Of a commit whose writer says nothing. */
    public static final Info NONE = new Info(OptionalLong.empty(), "?", Map.of(), "?");

    public Info {
      metrics = Map.copyOf(metrics);
    }

    /** A metric that is a number. */
    public OptionalLong metric(String name) {
      String value = metrics.get(name);
      return value != null && value.matches("[0-9]{1,18}")
          ? OptionalLong.of(Long.parseLong(value))
          : OptionalLong.empty();
    }
  }
}
