package io.headwater.streams.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the contract says of the windows by location: they hold what the windows by sensor of all
 * partitions hold, taken together, and the slowest partition that is not idle closes them.
 */
record NaiveLocations(List<NaivePartition> partitions) {

  /** All windows, closed or not. */
  List<NaiveWindow> windows() {
    Map<WindowKey, List<Input.Reading>> windows = new LinkedHashMap<>();
    for (NaivePartition partition : partitions) {
      for (NaiveWindow window : partition.aligned()) {
        windows
            .computeIfAbsent(window.key().byLocation(), k -> new ArrayList<>())
            .addAll(window.readings());
      }
    }
    return windows.entrySet().stream()
        .map(window -> new NaiveWindow(window.getKey(), window.getValue()))
        .toList();
  }

  /**
   * Those that are closed when all is read and no partition that fell idle has woken: an idle one
   * holds back only the times it has events in, of whatever location.
   */
  List<NaiveWindow> closed() {
    return windows().stream()
        .filter(window -> window.key().end() <= watermark())
        .filter(window -> partitions.stream().noneMatch(p -> holdsBack(p, window.key())))
        .toList();
  }

  private static boolean holdsBack(NaivePartition partition, WindowKey key) {
    return partition.watermark() < key.end()
        && partition.aligned().stream()
            .map(NaiveWindow::key)
            .anyMatch(own -> own.type().equals(key.type()) && own.end() == key.end());
  }

  /** The minimum over the partitions that are not idle; if all are, the farthest. */
  private long watermark() {
    return partitions.stream()
        .filter(partition -> !partition.idle())
        .mapToLong(NaivePartition::watermark)
        .min()
        .orElseGet(
            () -> partitions.stream().mapToLong(NaivePartition::watermark).max().orElseThrow());
  }
}
