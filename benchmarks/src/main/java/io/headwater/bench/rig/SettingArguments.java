package io.headwater.bench.rig;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Settings of what is measured, on the command line of a benchmark: {@code --headwater.x=y}. */
final class SettingArguments {

  private SettingArguments() {}

  /**
   * Those that were given, by name.
   *
   * @param unmatched arguments that are no options of the command
   * @param owned beginnings of the names the benchmark sets itself, because it must know them
   * @param command whose arguments they are
   * @throws ParameterException when an argument is no setting, or the benchmark's own
   */
  static Map<String, String> parse(
      List<String> unmatched, List<String> owned, CommandLine command) {
    Map<String, String> settings = new HashMap<>();
    for (String argument : unmatched) {
      int equals = argument.indexOf('=');
      if (!argument.startsWith("--headwater.") || equals < 0) {
        throw new UnmatchedArgumentException(command, List.of(argument));
      }
      settings.put(argument.substring("--".length(), equals), argument.substring(equals + 1));
    }
    for (String name : settings.keySet()) {
      if (owned.stream().anyMatch(name::startsWith)) {
        throw new ParameterException(
            command, name + " is set by the benchmark itself; leave it out");
      }
    }
    return settings;
  }
}
