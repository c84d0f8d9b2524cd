package io.headwater.bench.rig;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The settings of the stream, on the command line of a benchmark. */
final class StreamArguments {

  private static final String THREADS = "headwater.streams.threads";

  /** What the benchmark sets, because it must know it. */
  private static final List<String> OWNED =
      List.of(
          "headwater.kafka.bootstrap-servers",
          "headwater.topics.",
          "headwater.time.",
          "headwater.streams.application-id",
          "headwater.streams.state-dir");

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Stream threads. Short for --" + THREADS + "=N.")
  private @Nullable Integer threads;

  /**
   * Those that were given, by name.
   *
   * @param unmatched arguments that are no options of the command
   * @param command whose arguments they are
   * @throws ParameterException when an argument is no setting, or the benchmark's own
   */
  Map<String, String> settings(List<String> unmatched, CommandLine command) {
    Map<String, String> settings = new HashMap<>();
    for (String argument : unmatched) {
      int equals = argument.indexOf('=');
      if (!argument.startsWith("--headwater.") || equals < 0) {
        throw new UnmatchedArgumentException(command, List.of(argument));
      }
      settings.put(argument.substring("--".length(), equals), argument.substring(equals + 1));
    }
    if (threads != null) {
      settings.put(THREADS, threads.toString());
    }
    for (String name : settings.keySet()) {
      if (OWNED.stream().anyMatch(name::startsWith)) {
        throw new ParameterException(
            command, name + " is set by the benchmark itself; leave it out");
      }
    }
    return settings;
  }
}
