package io.headwater.streams.config;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/**
 * The stream's settings for a command beside it, read from the same places (command line,
 * environment, {@code streams-app.yaml}), but without starting an application.
 */
public final class CommandSettings {

  private static final String ROOT = "headwater";

  private CommandSettings() {}

  /**
   * Reads the settings.
   *
   * @param arguments as {@code --headwater.streams.application-id=plant-1}
   * @throws IllegalArgumentException when one is wrong: a sentence for people
   */
  public static StreamsSettings load(List<String> arguments) {
    SimpleCommandLinePropertySource commandLine =
        new SimpleCommandLinePropertySource(arguments.toArray(String[]::new));
    UnknownSettingsCheck.NAMES
        .complaint(Map.of("on the command line", List.of(commandLine.getPropertyNames())))
        .ifPresent(
            complaint -> {
              throw new IllegalArgumentException(complaint);
            });
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(commandLine);
    environment
        .getPropertySources()
        .addLast(new MapPropertySource("command", Map.of("spring.config.name", "streams-app")));
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
    ConfigurationPropertySources.attach(environment);
    try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
      return Binder.get(environment)
          .bindOrCreate(
              ROOT,
              Bindable.of(StreamsSettings.class),
              new ValidationBindHandler(new SpringValidatorAdapter(validators.getValidator())));
    } catch (BindException e) {
      throw new IllegalArgumentException(StartFailure.sentence(e).orElseGet(e::getMessage), e);
    }
  }
}
