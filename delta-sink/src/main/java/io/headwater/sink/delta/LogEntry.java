package io.headwater.sink.delta;

import io.headwater.sink.delta.log.EntryReader;
import io.headwater.sink.delta.log.LogAction.Added;
import io.headwater.sink.delta.log.LogAction.Progress;
import io.headwater.sink.delta.log.LogAction.Properties;
import io.headwater.sink.delta.log.LogAction.Protocol;
import io.headwater.sink.delta.log.LogAction.Removed;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What somebody who commits to a table has to know of another's entry in its log.
 *
 * @param transactions versions of application ids it sets
 * @param addedPaths of the files it adds, as it spells them
 * @param removedPaths of the files it removes, likewise
 * @param redefinesTable whether it changes the table's schema, properties or protocol
 */
record LogEntry(
    Map<String, Long> transactions,
    Set<String> addedPaths,
    Set<String> removedPaths,
    boolean redefinesTable) {

  /**
   * Reads an entry.
   *
   * @param lines an action each, as the Delta protocol has it
   * @throws IOException when they cannot be read, or are no entry
   */
  static LogEntry of(Iterator<String> lines) throws IOException {
    Map<String, Long> transactions = new HashMap<>();
    Set<String> addedPaths = new HashSet<>();
    Set<String> removedPaths = new HashSet<>();
    AtomicBoolean redefinesTable = new AtomicBoolean();
    EntryReader.read(
        lines,
        action -> {
          if (action instanceof Progress progress) {
            transactions.put(progress.appId(), progress.version());
          } else if (action instanceof Added added) {
            addedPaths.add(added.path());
          } else if (action instanceof Removed removed) {
            removedPaths.add(removed.path());
          } else if (action instanceof Properties || action instanceof Protocol) {
            redefinesTable.set(true);
          }
        });
    return new LogEntry(transactions, addedPaths, removedPaths, redefinesTable.get());
  }
}
