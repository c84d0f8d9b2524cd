package io.headwater.streams.anomaly;

import io.headwater.streams.state.KeyReader;
import io.headwater.streams.state.KeyWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/**
 * What the rules remember of one sensor: a {@link Memory} for each rule that has one, read from the
 * store when it is first asked for. Not for several threads.
 */
final class SensorMemory {

  private final DetectionStore store;
  private final String sensorId;
  private final List<Cell<?>> cells = new ArrayList<>(2);

  private record Cell<M extends Memory>(String ruleId, Memory.Kind<M> kind, M memory) {}

  SensorMemory(DetectionStore store, String sensorId) {
    this.store = store;
    this.sensorId = sensorId;
  }

  /** What the rule remembers; empty when it never did. */
  <M extends Memory> M of(String ruleId, Memory.Kind<M> kind) {
    for (Cell<?> cell : cells) {
      if (kind.type().isInstance(cell.memory) && cell.ruleId.equals(ruleId)) {
        return kind.type().cast(cell.memory);
      }
    }
    M memory = kind.empty().get();
    List<DetectionStore.Entry> kept =
        store.range(prefix(ruleId, kind), key(ruleId, kind, Integer.MAX_VALUE), Integer.MAX_VALUE);
    for (DetectionStore.Entry entry : kept) {
      memory.restore(numberOf(entry.key()), entry.value());
    }
    cells.add(new Cell<>(ruleId, kind, memory));
    return memory;
  }

  /** Writes what has changed. */
  void save() {
    for (Cell<?> cell : cells) {
      cell.memory.save((number, part) -> store.put(key(cell.ruleId, cell.kind, number), part));
    }
  }

  /** Forgets what was remembered for other rules than these. */
  void keepOnly(List<EventRule> rules) {
    cells.removeIf(cell -> !isOfAny(rules, cell.ruleId, cell.kind.code()));
    for (DetectionStore.Entry entry : kept()) {
      KeyReader parts = KeyReader.of(entry.key());
      parts.text();
      int code = parts.number();
      if (!isOfAny(rules, parts.text(), code)) {
        store.delete(entry.key());
      }
    }
  }

  private static boolean isOfAny(List<EventRule> rules, String ruleId, int code) {
    for (EventRule rule : rules) {
      Memory.Kind<?> kind = rule.memory();
      if (kind != null && kind.code() == code && rule.named().id().equals(ruleId)) {
        return true;
      }
    }
    return false;
  }

  /** Removes all of it from the store. */
  void forget() {
    kept().forEach(entry -> store.delete(entry.key()));
  }

  private List<DetectionStore.Entry> kept() {
    Bytes from = KeyWriter.key(DetectionStore.MEMORY).text(sensorId).toKey();
    Bytes to =
        KeyWriter.key(DetectionStore.MEMORY).text(sensorId).number(Integer.MAX_VALUE).toKey();
    return store.range(from, to, Integer.MAX_VALUE);
  }

  /** How many numbers are held, roughly. */
  int weight() {
    int weight = 0;
    for (Cell<?> cell : cells) {
      weight += cell.memory.weight();
    }
    return weight;
  }

  private Bytes prefix(String ruleId, Memory.Kind<?> kind) {
    return ofRule(ruleId, kind).toKey();
  }

  private Bytes key(String ruleId, Memory.Kind<?> kind, int number) {
    return ofRule(ruleId, kind).number(number).toKey();
  }

  private KeyWriter ofRule(String ruleId, Memory.Kind<?> kind) {
    return KeyWriter.key(DetectionStore.MEMORY).text(sensorId).number(kind.code()).text(ruleId);
  }

  private static int numberOf(Bytes key) {
    KeyReader parts = KeyReader.of(key);
    parts.text();
    parts.number();
    parts.text();
    return parts.number();
  }
}
