package io.headwater.quickstart.simulate;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.SettingNames;
import io.headwater.model.settings.TopicSettings;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The settings the simulator shares with the apps, under the same names. */
record ClientSettings(@Valid KafkaSettings kafka, @Valid TopicSettings topics) {

  private static final String ROOT = "headwater";

  ClientSettings(@Nullable KafkaSettings kafka, @Nullable TopicSettings topics) {
    this.kafka = kafka == null ? KafkaSettings.defaults() : kafka;
    this.topics = topics == null ? TopicSettings.defaults() : topics;
  }

  /**
   * Binds them as Spring Boot binds those of the apps, without starting one: the command line wins
   * over system properties, and these over the environment.
   *
   * @param arguments {@code --headwater.name=value}
   * @throws IllegalArgumentException when a name is unknown or a value is none for it
   */
  static ClientSettings bind(List<String> arguments) {
    SimpleCommandLinePropertySource commandLine =
        new SimpleCommandLinePropertySource(arguments.toArray(String[]::new));
    SettingNames.of(ROOT, ClientSettings.class)
        .complaint(Map.of("the command line", Arrays.asList(commandLine.getPropertyNames())))
        .ifPresent(
            complaint -> {
              throw new IllegalArgumentException(complaint);
            });
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(commandLine);
    ConfigurationPropertySources.attach(environment);
    try {
      return valid(
          Binder.get(environment)
              .bind(ROOT, ClientSettings.class)
              .orElseGet(() -> new ClientSettings(null, null)));
    } catch (BindException e) {
      throw new IllegalArgumentException(
          "The setting %s can't be used: %s".formatted(e.getName(), rootMessage(e)), e);
    }
  }

  private static ClientSettings valid(ClientSettings settings) {
    try (ValidatorFactory validation = Validation.buildDefaultValidatorFactory()) {
      String complaints =
          validation.getValidator().validate(settings).stream()
              .map(ClientSettings::sentence)
              .sorted()
              .collect(Collectors.joining("; "));
      if (!complaints.isEmpty()) {
        throw new IllegalArgumentException(complaints);
      }
      return settings;
    }
  }

  private static String sentence(ConstraintViolation<ClientSettings> violation) {
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
