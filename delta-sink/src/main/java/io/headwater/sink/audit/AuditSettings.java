package io.headwater.sink.audit;

import io.headwater.model.settings.SettingNames;
import io.headwater.sink.config.SinkSettings;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.logging.LogLevel;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.validation.ObjectError;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/**
 * The settings of an audit: those of the sink it audits, and the stream app's name. Read from the
 * same places as the sink reads them (command line, environment, {@code delta-sink.yaml}), but
 * without starting an application.
 *
 * @param streamsApplicationId {@code headwater.streams.application-id}, the stream app's setting
 * @param logLevel {@code logging.level.root}; off by default, because the report is the output
 */
record AuditSettings(SinkSettings sink, String streamsApplicationId, LogLevel logLevel) {

  private static final String ROOT = "headwater";
  private static final String APPLICATION_ID = "headwater.streams.application-id";
  private static final String DEFAULT_APPLICATION_ID = "headwater-streams";

  /** The stream app's settings may stand beside the sink's, and are its to check. */
  private static final SettingNames NAMES =
      SettingNames.of(
          ROOT,
          SinkSettings.class,
          "headwater.streams",
          "headwater.time",
          "headwater.windows",
          "headwater.alerts");

  /**
   * Reads the settings.
   *
   * @param arguments as {@code --headwater.sink.id=plant-1}
   * @throws IllegalArgumentException when one is wrong: a sentence for people
   */
  static AuditSettings load(List<String> arguments) {
    SimpleCommandLinePropertySource commandLine =
        new SimpleCommandLinePropertySource(arguments.toArray(String[]::new));
    NAMES
        .complaint(Map.of("on the command line", List.of(commandLine.getPropertyNames())))
        .ifPresent(
            complaint -> {
              throw new IllegalArgumentException(complaint);
            });
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(commandLine);
    environment
        .getPropertySources()
        .addLast(new MapPropertySource("audit", Map.of("spring.config.name", "delta-sink")));
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
    ConfigurationPropertySources.attach(environment);
    return bind(Binder.get(environment));
  }

  private static AuditSettings bind(Binder binder) {
    try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
      return new AuditSettings(
          binder.bindOrCreate(
              ROOT,
              Bindable.of(SinkSettings.class),
              new ValidationBindHandler(new SpringValidatorAdapter(validators.getValidator()))),
          binder.bind(APPLICATION_ID, String.class).orElse(DEFAULT_APPLICATION_ID),
          binder.bind("logging.level.root", LogLevel.class).orElse(LogLevel.OFF));
    } catch (BindException e) {
      throw new IllegalArgumentException(sentence(e), e);
    }
  }

  private static String sentence(BindException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof BindValidationException)) {
      cause = cause.getCause();
    }
    String reason =
        cause instanceof BindValidationException invalid
            ? invalid.getValidationErrors().getAllErrors().stream()
                .map(ObjectError::toString)
                .collect(Collectors.joining("; "))
            : cause.getMessage();
    return "Setting " + failure.getName() + " is not allowed: " + reason;
  }
}
