package io.headwater.streams.oracle;

import java.util.ArrayList;
import java.util.List;

/** Records that a task wrote: seen when it commits, gone when it does not. */
final class Transaction<T> {

  private final List<T> committed = new ArrayList<>();
  private final List<T> pending = new ArrayList<>();

  void add(T record) {
    pending.add(record);
  }

  void commit() {
    committed.addAll(pending);
    pending.clear();
  }

  void abort() {
    pending.clear();
  }

  /** The last of all, committed or not. */
  T last() {
    List<T> records = pending.isEmpty() ? committed : pending;
    return records.get(records.size() - 1);
  }

  List<T> committed() {
    return committed;
  }

  /** What is committed, and is then forgotten. */
  List<T> take() {
    List<T> taken = List.copyOf(committed);
    committed.clear();
    return taken;
  }
}
