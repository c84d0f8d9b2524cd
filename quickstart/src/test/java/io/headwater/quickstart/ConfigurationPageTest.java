package io.headwater.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sink.config.SinkSettings;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.config.UnknownSettingsCheck;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/**
 * Holds the page of settings against the settings: names and defaults, none too many, none missing.
 */
class ConfigurationPageTest {

  private static final Path PAGE = Path.of("..", "docs", "configuration.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `(headwater\\.[^`]+)` \\| (?:`([^`]*)`|–) \\| .+ \\|$");
  private static final String NO_DEFAULT = "–";

  @Test
  void shouldListEverySettingOnceWithItsDefault() throws IOException {
    Map<String, String> settings = new TreeMap<>();
    collect("headwater", StreamsSettings.defaults(), settings);
    collect("headwater", SinkSettings.defaults(), settings);

    assertThat(rows()).isEqualTo(settings);
  }

  private static Map<String, String> rows() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        String before = rows.put(row.group(1), row.group(2) == null ? NO_DEFAULT : row.group(2));
        assertThat(before).as("%s stands twice", row.group(1)).isNull();
      }
    }
    return rows;
  }

  private static void collect(String prefix, Record settings, Map<String, String> into) {
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      String name =
          prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      Object value = value(settings, component);
      if (value instanceof Record branch) {
        collect(name, branch, into);
      } else if (value instanceof Map) {
        into.put(name + ".*", NO_DEFAULT);
      } else if (hasSettingsOfItsItems(name)) {
        collect(name + "[]", withDefaults(component), into);
      } else {
        into.put(name, text(value));
      }
    }
  }

  private static @Nullable Object value(Record settings, RecordComponent component) {
    try {
      return component.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean hasSettingsOfItsItems(String name) {
    return UnknownSettingsCheck.NAMES.all().stream().anyMatch(n -> n.startsWith(name + "[]"));
  }

  /** An item of a list, of which nothing is given. */
  private static Record withDefaults(RecordComponent list) {
    Type item = ((ParameterizedType) list.getGenericType()).getActualTypeArguments()[0];
    Constructor<?> constructor = ((Class<?>) item).getConstructors()[0];
    try {
      return (Record) constructor.newInstance(new Object[constructor.getParameterCount()]);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(@Nullable Object value) {
    if (value == null || value.equals("") || value.equals(List.of())) {
      return NO_DEFAULT;
    }
    if (value instanceof Duration duration) {
      return text(duration);
    }
    if (value instanceof DataSize size) {
      return size.toMegabytes() + "MB";
    }
    if (value instanceof Collection<?> several) {
      return several.stream().map(ConfigurationPageTest::text).collect(Collectors.joining(","));
    }
    return value instanceof Enum<?> choice
        ? choice.toString().toLowerCase(Locale.ROOT)
        : value.toString();
  }

  private static String text(Duration duration) {
    if (duration.toMillisPart() > 0) {
      return duration.toMillis() + "ms";
    }
    if (duration.toSecondsPart() > 0) {
      return duration.toSeconds() + "s";
    }
    if (duration.toMinutesPart() > 0) {
      return duration.toMinutes() + "m";
    }
    return duration.toHoursPart() > 0 || duration.isZero()
        ? duration.toHours() + "h"
        : duration.toDays() + "d";
  }
}
