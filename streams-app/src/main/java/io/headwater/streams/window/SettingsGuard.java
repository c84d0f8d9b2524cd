package io.headwater.streams.window;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.config.WindowSettings;
import io.headwater.streams.state.KeyWriter;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Refuses state that was made with other settings: panes of another size, or that were thrown away
 * before a longer window ended, would make windows that are quietly wrong; and with another way of
 * keying a sensor's panes are in another task.
 */
final class SettingsGuard {

  private static final Bytes KEY = KeyWriter.key((byte) 0).text("settings").toKey();

  private final KeyValueStore<Bytes, byte[]> store;
  private final String settings;
  private boolean noted;

  /**
   * @throws IllegalStateException when the state was made with other settings
   */
  SettingsGuard(KeyValueStore<Bytes, byte[]> store, StreamsSettings now) {
    this.store = store;
    WindowSettings windows = now.windows();
    this.settings =
        "windows.pane=%s, windows.tumbling=%s, windows.sliding=%s, windows.session-gap=%s, kafka.input-keying=%s"
            .formatted(
                windows.pane(),
                windows.tumbling(),
                windows.sliding(),
                windows.sessionGap(),
                now.kafka().inputKeying());
    byte[] before = store.get(KEY);
    noted = before != null;
    if (before != null && !settings.equals(new String(before, UTF_8))) {
      throw new IllegalStateException(
          "The state was made with the settings headwater.{%s}, which now are {%s}: set them back, or start with another headwater.streams.application-id (see docs/windows.md)."
              .formatted(new String(before, UTF_8), settings));
    }
  }

  /** Notes the settings in a state that is new. */
  void save() {
    if (!noted) {
      store.put(KEY, settings.getBytes(UTF_8));
      noted = true;
    }
  }
}
