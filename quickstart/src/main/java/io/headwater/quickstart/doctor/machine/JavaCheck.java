package io.headwater.quickstart.doctor.machine;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import java.util.List;

/**
 * The Java that runs this, and so would run stream and sink.
 *
 * @param feature its version, as 17
 * @param words its whole version and maker
 * @param processors that it may use
 */
record JavaCheck(int feature, String words, int processors) implements Check {

  private static final int NEEDED = 17;

  static JavaCheck here() {
    return new JavaCheck(
        Runtime.version().feature(),
        Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
        Runtime.getRuntime().availableProcessors());
  }

  @Override
  public String name() {
    return "java";
  }

  @Override
  public List<Finding> look() {
    String seen =
        "Java %s, %d processor%s".formatted(words, processors, processors == 1 ? "" : "s");
    return List.of(
        feature >= NEEDED
            ? Finding.ok(seen)
            : Finding.fail(seen, "install Java " + NEEDED + " or newer, and set JAVA_HOME to it"));
  }
}
