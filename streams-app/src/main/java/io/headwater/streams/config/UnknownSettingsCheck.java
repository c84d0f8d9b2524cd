package io.headwater.streams.config;

import io.headwater.model.settings.SettingNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Refuses settings that nothing reads, wherever they are given: on the command line, in the
 * environment or in a file. What belongs to the sink is left to the sink, so that both apps can
 * share one configuration.
 */
public final class UnknownSettingsCheck
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

  private static final String ROOT = "headwater";

  /** All settings this app has. */
  public static final SettingNames NAMES =
      SettingNames.of(ROOT, StreamsSettings.class, "headwater.sink", "headwater.delta");

  private static final Map<String, String> KNOWN_SOURCES =
      Map.of(
          "commandLineArgs", "on the command line",
          "systemEnvironment", "in the environment",
          "systemProperties", "in the JVM's system properties");

  /** After the configuration files have been read. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  /**
   * @throws IllegalArgumentException with the sentence that names them, when there are unknown
   *     settings
   */
  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    NAMES
        .complaint(namesBySource(event.getEnvironment()))
        .ifPresent(
            complaint -> {
              throw new IllegalArgumentException(complaint);
            });
  }

  private static Map<String, List<String>> namesBySource(ConfigurableEnvironment environment) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> enumerable) {
        names.put(
            KNOWN_SOURCES.getOrDefault(source.getName(), "in " + source.getName()),
            List.of(enumerable.getPropertyNames()).stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).matches(ROOT + "[._].*"))
                .toList());
      }
    }
    return names;
  }
}
