package io.headwater.streams.window;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.streams.config.WindowSettings;
import io.headwater.streams.state.KeyWriter;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Refuses state that was made with other windows: panes of another size, or that were thrown away
 * before a longer window ended, would make windows that are quietly wrong.
 */
final class SettingsGuard {

  private static final Bytes KEY = KeyWriter.key((byte) 0).text("settings").toKey();

  private final KeyValueStore<Bytes, byte[]> store;
  private final String settings;
  private boolean noted;

  /**
   * @throws IllegalStateException when the state was made with other settings
   */
  SettingsGuard(KeyValueStore<Bytes, byte[]> store, WindowSettings now) {
    this.store = store;
    this.settings =
        "pane=%s, tumbling=%s, sliding=%s, session-gap=%s"
            .formatted(now.pane(), now.tumbling(), now.sliding(), now.sessionGap());
    byte[] before = store.get(KEY);
    noted = before != null;
    if (before != null && !settings.equals(new String(before, UTF_8))) {
      throw new IllegalStateException(
          "The state was made with the windows %s, but headwater.windows now says %s: set them back, or start with another headwater.streams.application-id (see docs/windows.md)."
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
