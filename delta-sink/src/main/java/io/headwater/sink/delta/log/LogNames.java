package io.headwater.sink.delta.log;

import io.headwater.sink.delta.log.LogName.Checkpoint;
import io.headwater.sink.delta.log.LogName.Checksum;
import io.headwater.sink.delta.log.LogName.Companion;
import io.headwater.sink.delta.log.LogName.Draft;
import io.headwater.sink.delta.log.LogName.Entry;
import io.headwater.sink.delta.log.LogName.Other;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names as Delta's protocol and the log stores give them. */
final class LogNames {

  private static final Pattern NUMBERED =
      Pattern.compile(
          "(?<version>[0-9]{20})\\.(?<kind>json|crc"
              + "|checkpoint(\\.(?<part>[0-9]{10})\\.(?<parts>[0-9]{10}))?\\.parquet)");

  private LogNames() {}

  static LogName parse(String name) {
    Matcher numbered = NUMBERED.matcher(name);
    if (numbered.matches()) {
      long version = Long.parseLong(numbered.group("version"));
      return switch (numbered.group("kind")) {
        case "json" -> new Entry(version);
        case "crc" -> new Checksum(version);
        default -> checkpoint(version, numbered);
      };
    }
    if (name.startsWith(".") && (name.endsWith(".tmp") || name.endsWith(".tmp.crc"))) {
      return new Draft();
    }
    if (name.startsWith(".") && name.endsWith(".crc")) {
      return new Companion(name.substring(1, name.length() - ".crc".length()));
    }
    return new Other();
  }

  private static LogName checkpoint(long version, Matcher numbered) {
    return numbered.group("part") == null
        ? new Checkpoint(version, 1, 1)
        : new Checkpoint(
            version,
            Integer.parseInt(numbered.group("part")),
            Integer.parseInt(numbered.group("parts")));
  }
}
