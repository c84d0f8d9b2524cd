package io.headwater.sink.delta;

import io.headwater.sink.delta.EntryStore.Mark;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a writer knows by heart of a table: its newest version, and how far the table says each sink
 * got. Delta's own transactions read the whole state of the table for that, which grows with its
 * files; from one commit to the next it is enough to read the entries that came in between, mostly
 * none.
 *
 * <p>Not safe for use by several threads at once.
 */
final class LogTail {

  /** Whoever is further behind reads the whole state faster than so many entries. */
  private static final int MOST_ENTRIES = 200;

  /**
   * A table's state.
   *
   * @param transactions all there are, by application id
   * @param checkpointInterval versions from one checkpoint to the next
   */
  record State(long version, Map<String, Long> transactions, int checkpointInterval) {}

  /** Reads the whole state, and looks whether the table can still be written to. */
  @FunctionalInterface
  interface Loader {
    /**
     * Reads it.
     *
     * @throws IOException when the table cannot be read or is gone
     * @throws IncompatibleTable when it was changed and no longer takes the rows
     */
    State load() throws IOException;
  }

  private final EntryStore entries;
  private final Loader loader;
  private final UncommittedFiles uncommitted;

  private final Map<String, Long> transactions = new HashMap<>();
  private long version;
  private int checkpointInterval;
  private @Nullable Mark mark;

  LogTail(EntryStore entries, Loader loader, UncommittedFiles uncommitted) {
    this.entries = entries;
    this.loader = loader;
    this.uncommitted = uncommitted;
  }

  /** Takes in what was committed since the last call, by whomever. */
  void follow() throws IOException {
    // The entry it stands at must be the one it knows. Otherwise the table was deleted, perhaps
    // made anew, or its log was cleaned up to here while this process slept.
    if (mark == null || !entries.mark(version).equals(Optional.of(mark))) {
      load();
      return;
    }
    long known = version;
    for (Optional<LogEntry> next = entries.read(version + 1);
        next.isPresent();
        next = entries.read(version + 1)) {
      uncommitted.settle(version + 1, next.get());
      if (next.get().redefinesTable() || version - known == MOST_ENTRIES) {
        load();
        return;
      }
      version++;
      transactions.putAll(next.get().transactions());
    }
    if (version > known) {
      mark = entries.mark(version).orElse(null);
    }
  }

  /**
   * Makes the next version.
   *
   * @return false when somebody made it before
   * @throws IOException when it is not known whether it was made
   */
  boolean publish(List<String> lines, List<SinkTransaction> numbers) throws IOException {
    if (mark == null || !entries.publish(version + 1, mark, lines)) {
      return false; // the next call of follow sees what there is
    }
    version++;
    for (SinkTransaction number : numbers) {
      number.version().ifPresent(value -> transactions.put(number.appId(), value));
    }
    mark = null; // should its mark not be readable, the next call reads everything
    mark = entries.mark(version).orElse(null);
    return true;
  }

  /** The newest version known. */
  long version() {
    return version;
  }

  int checkpointInterval() {
    return checkpointInterval;
  }

  /** What the table has of an application id at that version. */
  OptionalLong transaction(String appId) {
    Long value = transactions.get(appId);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private void load() throws IOException {
    mark = null;
    State state = loader.load();
    transactions.clear();
    transactions.putAll(state.transactions());
    version = state.version();
    checkpointInterval = state.checkpointInterval();
    mark = entries.mark(version).orElse(null);
  }
}
