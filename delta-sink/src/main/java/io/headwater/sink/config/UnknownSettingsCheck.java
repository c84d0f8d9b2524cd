package io.headwater.sink.config;

import io.headwater.model.settings.SettingNames;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Refuses settings that nothing reads, wherever they are given. What belongs to the stream app is
 * left to the stream app, so that both can share one configuration.
 */
public final class UnknownSettingsCheck
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

  private static final String ROOT = "headwater";

  /** All settings the sink has. */
  public static final SettingNames NAMES =
      SettingNames.of(
          ROOT,
          SinkSettings.class,
          "headwater.streams",
          "headwater.time",
          "headwater.windows",
          "headwater.delivery",
          "headwater.alerts");

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
   * Looks at all names.
   *
   * @throws IllegalArgumentException with the sentence that names them, when there are unknown
   *     settings
   */
  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (PropertySource<?> source : event.getEnvironment().getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> enumerable) {
        names.put(
            KNOWN_SOURCES.getOrDefault(source.getName(), "in " + source.getName()),
            Arrays.stream(enumerable.getPropertyNames())
                .filter(name -> name.toLowerCase(Locale.ROOT).matches(ROOT + "[._].*"))
                .toList());
      }
    }
    NAMES
        .complaint(names)
        .ifPresent(
            complaint -> {
              throw new IllegalArgumentException(complaint);
            });
  }
}
