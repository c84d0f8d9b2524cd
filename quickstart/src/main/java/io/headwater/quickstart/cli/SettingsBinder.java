package io.headwater.quickstart.cli;

import io.headwater.model.settings.SettingNames;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Binds settings that a command shares with the apps as Spring Boot binds those of the apps,
 * without starting one: the command line wins over system properties, and these over the
 * environment.
 */
public final class SettingsBinder {

  private static final String ROOT = "headwater";

  private SettingsBinder() {}

  /**
   * The settings below {@code headwater}.
   *
   * @param type a record of settings, whose constructor puts defaults in the place of nulls
   * @param arguments {@code --headwater.name=value}
   * @throws IllegalArgumentException when a name on the command line is unknown or a value is none
   *     for it
   */
  public static <T extends Record> T bind(Class<T> type, List<String> arguments) {
    SimpleCommandLinePropertySource commandLine =
        new SimpleCommandLinePropertySource(arguments.toArray(String[]::new));
    SettingNames.of(ROOT, type)
        .complaint(Map.of("the command line", Arrays.asList(commandLine.getPropertyNames())))
        .ifPresent(
            complaint -> {
              throw new IllegalArgumentException(complaint);
            });
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(commandLine);
    ConfigurationPropertySources.attach(environment);
    try {
      return valid(Binder.get(environment).bindOrCreate(ROOT, type));
    } catch (BindException e) {
      throw new IllegalArgumentException(
          "The setting %s can't be used: %s".formatted(e.getName(), rootMessage(e)), e);
    }
  }

  private static <T> T valid(T settings) {
    try (ValidatorFactory validation = Validation.buildDefaultValidatorFactory()) {
      String complaints =
          validation.getValidator().validate(settings).stream()
              .map(SettingsBinder::sentence)
              .sorted()
              .collect(Collectors.joining("; "));
      if (!complaints.isEmpty()) {
        throw new IllegalArgumentException(complaints);
      }
      return settings;
    }
  }

  private static String sentence(ConstraintViolation<?> violation) {
    return "%s.%s %s, but is '%s'"
        .formatted(
            ROOT, violation.getPropertyPath(), violation.getMessage(), violation.getInvalidValue());
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
