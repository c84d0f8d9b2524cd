package io.headwater.quickstart.cli;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.TopicSettings;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings that every command with a broker shares with the apps, under the same names. */
public record ClientSettings(@Valid KafkaSettings kafka, @Valid TopicSettings topics) {

  public ClientSettings(@Nullable KafkaSettings kafka, @Nullable TopicSettings topics) {
    this.kafka = kafka == null ? KafkaSettings.defaults() : kafka;
    this.topics = topics == null ? TopicSettings.defaults() : topics;
  }

  /**
   * Binds them as {@link SettingsBinder} does.
   *
   * @param arguments {@code --headwater.name=value}
   * @throws IllegalArgumentException when a name is unknown or a value is none for it
   */
  public static ClientSettings bind(List<String> arguments) {
    return SettingsBinder.bind(ClientSettings.class, arguments);
  }
}
