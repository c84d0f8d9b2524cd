package io.headwater.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where figures were taken.
 *
 * @param processor its model; empty where the operating system does not tell
 * @param loadBefore processes that wanted a core in the minute before the measurement; more than a
 *     little means that others were at work, and wall-clock figures are too low
 */
public record Machine(
    int cores,
    Optional<String> processor,
    long memoryBytes,
    String operatingSystem,
    String java,
    double loadBefore) {

  private static final double GIB = 1L << 30;

  /** This one, now. */
  public static Machine here() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        system.getAvailableProcessors(),
        processorModel(),
        system.getTotalMemorySize(),
        "%s %s %s".formatted(system.getName(), system.getVersion(), system.getArch()),
        "%s %s".formatted(System.getProperty("java.vm.name"), Runtime.version()),
        system.getSystemLoadAverage());
  }

  /** In one line. */
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "%d cores%s, %.0f GiB, %s, %s; load before: %.2f.",
        cores,
        processor.map(model -> " (" + model + ")").orElse(""),
        memoryBytes / GIB,
        operatingSystem,
        java,
        loadBefore);
  }

  private static Optional<String> processorModel() {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
