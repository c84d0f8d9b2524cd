package io.headwater.bench.rig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The options that the script {@code headwater} gives the JVM. */
public final class LauncherOptions {

  private LauncherOptions() {}

  /**
   * Those, and what {@code HEADWATER_JAVA_OPTS} adds.
   *
   * @param heap as {@code -Xmx} takes it
   * @param collector of garbage, as an option of the JVM, unless the user chose one; empty leaves
   *     the choice to the JVM
   */
  public static List<String> of(String heap, Optional<String> collector) {
    List<String> options = new ArrayList<>();
    options.add("-Xmx" + heap);
    options.add("-XX:+ExitOnOutOfMemoryError");
    options.add("-Dfile.encoding=UTF-8");
    if (Runtime.version().feature() >= 24) {
      options.add("--enable-native-access=ALL-UNNAMED");
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    String users = System.getenv().getOrDefault("HEADWATER_JAVA_OPTS", "").strip();
    if (!users.contains("-XX:+Use")) {
      collector.ifPresent(options::add);
    }
    if (!users.isEmpty()) {
      options.addAll(Arrays.asList(users.split("\\s+")));
    }
    return options;
  }
}
