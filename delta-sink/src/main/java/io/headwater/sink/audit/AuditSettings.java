package io.headwater.sink.audit;

import io.headwater.sink.config.SinkSettings;
import io.headwater.sink.config.StartFailure;
import io.headwater.sink.config.UnknownSettingsCheck;
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
 * The settings of an audit: those of the sink it audits, and the stream app's name. Read from the
 * same places as the sink reads them (command line, environment, {@code delta-sink.yaml}), but
 * without starting an application.
 *
 * @param streamsApplicationId {@code headwater.streams.application-id}, the stream app's setting
 */
record AuditSettings(SinkSettings sink, String streamsApplicationId) {

  private static final String ROOT = "headwater";
  private static final String APPLICATION_ID = "headwater.streams.application-id";
  private static final String DEFAULT_APPLICATION_ID = "headwater-streams";

  /**
   * Reads the settings.
   *
   * @param arguments as {@code --headwater.sink.id=plant-1}
   * @throws IllegalArgumentException when one is wrong: a sentence for people
   */
  static AuditSettings load(List<String> arguments) {
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
          binder.bind(APPLICATION_ID, String.class).orElse(DEFAULT_APPLICATION_ID));
    } catch (BindException e) {
      throw new IllegalArgumentException(StartFailure.sentence(e).orElseGet(e::getMessage), e);
    }
  }
}
