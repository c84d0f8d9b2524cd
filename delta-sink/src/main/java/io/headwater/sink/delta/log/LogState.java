package io.headwater.sink.delta.log;

import io.headwater.sink.delta.log.LogAction.Progress;
import io.headwater.sink.delta.log.LogAction.Properties;
import io.headwater.sink.delta.log.LogAction.Protocol;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What a log says at one version, its files apart.
 *
 * @param version the newest of the listing it was read from
 * @param properties the table's own settings
 * @param progress how far each application got, by its id
 */
public record LogState(
    long version, Protocol protocol, Map<String, String> properties, Map<String, Long> progress) {

  /**
   * Reads the newest version in {@code listing}.
   *
   * @throws IOException when there is none, the log has a hole, or storage does not answer: a
   *     sentence
   */
  public static LogState read(LogFolder folder, LogListing listing) throws IOException {
    OptionalLong newest = listing.newest();
    if (newest.isEmpty()) {
      throw new IOException(folder.path() + " holds no log of a Delta table");
    }
    long version = newest.getAsLong();
    long base = listing.base(version);
    OptionalLong hole = listing.hole(base, version);
    if (hole.isPresent()) {
      throw new IOException(
          "%s has no entry of version %d, so version %d cannot be read"
              .formatted(folder.path(), hole.getAsLong(), version));
    }
    Collected collected = new Collected();
    if (base >= 0) {
      for (LogFile part : listing.checkpoints().get(base)) {
        folder.read(part, collected::add);
      }
    }
    for (LogFile entry : listing.entries().tailMap(base, false).values()) {
      folder.read(entry, collected::add);
    }
    return new LogState(
        version, collected.protocol, collected.properties.values(), collected.progress);
  }

  /** Whether the table asks no more of a writer than Headwater knows about. */
  public boolean isPlain() {
    return protocol.minReaderVersion() <= 1 && protocol.minWriterVersion() <= 2;
  }

  private static final class Collected {
    private Protocol protocol = new Protocol(0, 0);
    private Properties properties = new Properties(Map.of());
    private final Map<String, Long> progress = new TreeMap<>();

    void add(LogAction action) {
      if (action instanceof Protocol found) {
        protocol = found;
      } else if (action instanceof Properties found) {
        properties = found;
      } else if (action instanceof Progress moved) {
        progress.put(moved.appId(), moved.version());
      }
    }
  }
}
