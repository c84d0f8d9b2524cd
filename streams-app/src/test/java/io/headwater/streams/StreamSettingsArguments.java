package io.headwater.streams;

import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The command line of a stream under test: quick to hear of things, and on any port. */
final class StreamSettingsArguments {

  private StreamSettingsArguments() {}

  /**
   * @param more settings that come on top, or replace these
   */
  static String[] of(KafkaProcess broker, Path directory, String... more) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("--server.port", "0");
    settings.put("--headwater.kafka.bootstrap-servers", broker.bootstrapServers());
    settings.put("--headwater.streams.state-dir", directory.resolve("state").toString());
    for (String setting : more) {
      int equals = setting.indexOf('=');
      settings.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .toArray(String[]::new);
  }
}
