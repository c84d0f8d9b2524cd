package io.headwater.bench.rig;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * What a benchmark of the stream takes on the command line. To be used as a mixin of a command,
 * beside {@link BenchArguments}.
 */
public final class StreamArguments {

  /** For the benchmarks that wait for enriched events: to be refused. */
  public static final String EMIT_ENRICHED = "headwater.streams.emit-enriched";

  /** How many stream threads, as a setting. */
  public static final String THREADS = "headwater.streams.threads";

  /** So many partitions a topic of a benchmark has at most. */
  public static final int MOST_PARTITIONS = 1_000;

  /** What the benchmark sets, because it must know it. */
  public static final List<String> OWNED =
      List.of(
          "headwater.kafka.bootstrap-servers",
          "headwater.topics.",
          "headwater.time.",
          "headwater.streams.application-id",
          "headwater.streams.state-dir");

  @Option(names = "--locations", paramLabel = "N", description = "Where the sensors are.")
  private int locations;

  @Option(names = "--partitions", paramLabel = "N", description = "Of the topic of the events.")
  private int partitions = 4;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Stream threads. Short for --" + THREADS + "=N.")
  private @Nullable Integer threads;

  /**
   * The options, with the default that differs between benchmarks.
   *
   * @param locations of the sensors
   */
  public StreamArguments(int locations) {
    this.locations = locations;
  }

  /** Where the sensors are. */
  public int locations(BenchArguments bench) {
    return (int) bench.between("--locations", locations, BenchArguments.MOST_SENSORS);
  }

  /** Of the topic of the events. */
  public int partitions(BenchArguments bench) {
    return (int) bench.between("--partitions", partitions, MOST_PARTITIONS);
  }

  /**
   * The stream's settings that were given, by name.
   *
   * @param unmatched arguments that are no options of the command; a mixin does not get them
   * @throws ParameterException when an argument is no setting, or the benchmark's own
   */
  public Map<String, String> settings(List<String> unmatched, BenchArguments bench) {
    return settings(unmatched, bench, List.of());
  }

  /**
   * The same where other processes get them too.
   *
   * @param alsoOwned beginnings of more names that the benchmark sets itself
   */
  public Map<String, String> settings(
      List<String> unmatched, BenchArguments bench, List<String> alsoOwned) {
    List<String> owned = Stream.concat(OWNED.stream(), alsoOwned.stream()).toList();
    Map<String, String> settings = new HashMap<>(bench.settings(unmatched, owned));
    if (threads != null) {
      settings.put(THREADS, threads.toString());
    }
    return settings;
  }
}
