package io.headwater.sink.maintain;

import io.headwater.sink.delta.log.LogAction;
import io.headwater.sink.delta.log.LogAction.Added;
import io.headwater.sink.delta.log.LogAction.Removed;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/**
 * The files that some version of a table refers to, collected from everything its log still says.
 * Paths are as the file system has them, from the table's folder.
 */
final class References {

  private final String root;
  private final Set<String> retained = new HashSet<>();
  private final Map<String, Long> removed = new HashMap<>();

  /**
   * @param root the table's folder; only its path counts
   */
  References(Path root) {
    this.root = root.toUri().getPath() + "/";
  }

  /** Takes note of what an entry or a checkpoint says. */
  void add(LogAction action) {
    if (action instanceof Added added) {
      retained.add(decoded(added.path()));
      // Some writers do not encode: then the path is the file's name as it is.
      retained.add(relative(added.path()));
    } else if (action instanceof Removed gone) {
      removed.merge(decoded(gone.path()), gone.deletedMillis(), Math::max);
      removed.merge(relative(gone.path()), gone.deletedMillis(), Math::max);
    }
  }

  /** Whether a version that can still be read has the file. */
  boolean isRetained(String path) {
    return retained.contains(path);
  }

  /**
   * When the file ceased to be part of the table, as far as is known, since the epoch: a reader
   * that began before may still want it. The beginning of time for one that never was.
   */
  long removedMillis(String path) {
    return removed.getOrDefault(path, Long.MIN_VALUE);
  }

  private String decoded(String path) {
    try {
      String decoded = new URI(path).getPath();
      return decoded == null ? path : relative(decoded);
    } catch (URISyntaxException notEncoded) {
      return relative(path);
    }
  }

  /** Another tool may have added one of the table's own files by its full path. */
  private String relative(String path) {
    return path.startsWith(root) ? path.substring(root.length()) : path;
  }
}
