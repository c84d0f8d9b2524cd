package io.headwater.sink.config;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * The settings of a command that looks at what a sink wrote: those of the sink, and the stream
 * app's name. Read from the same places as the sink reads them (command line, environment, {@code
 * delta-sink.yaml}), but without starting an application.
 *
 * @param streamsApplicationId {@code headwater.streams.application-id}, the stream app's setting
 */
public record CommandSettings(SinkSettings sink, String streamsApplicationId) {

  private static final String ROOT = "headwater";
  private static final String APPLICATION_ID = "headwater.streams.application-id";
  private static final String DEFAULT_APPLICATION_ID = "headwater-streams";
  private static final List<String> PREFIXES =
      List.of("--headwater.", "--spring.", "--logging.", "--server.", "--management.");

  /** The first of {@code arguments} that does not even look like a setting. */
  public static Optional<String> firstUnknown(List<String> arguments) {
    return arguments.stream()
        .filter(argument -> PREFIXES.stream().noneMatch(argument::startsWith))
        .findFirst();
  }

  /**
   * Reads the settings.
   *
   * @param arguments as {@code --headwater.sink.id=plant-1}
   * @throws IllegalArgumentException when one is wrong: a sentence for people
   */
  public static CommandSettings load(List<String> arguments) {
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
        .addLast(new MapPropertySource("command", Map.of("spring.config.name", "delta-sink")));
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
    ConfigurationPropertySources.attach(environment);
    return bind(Binder.get(environment));
  }

  private static CommandSettings bind(Binder binder) {
    try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
      return new CommandSettings(
          binder.bindOrCreate(
              ROOT,
              Bindable.of(SinkSettings.class),
              new ValidationBindHandler(new SpringValidatorAdapter(validators.getValidator()))),
          binder.bind(APPLICATION_ID, String.class).orElse(DEFAULT_APPLICATION_ID));
    } catch (BindException e) {
      throw new IllegalArgumentException(StartFailure.sentence(e).orElseGet(e::getMessage), e);
    }
  }
}
