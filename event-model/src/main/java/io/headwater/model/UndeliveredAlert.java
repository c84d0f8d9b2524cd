package io.headwater.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A change of an alert that a webhook has not taken, and never will by itself. One record of the
 * undelivered topic, for each webhook that has not taken it.
 *
 * @param webhook its name in the settings
 * @param message one sentence: what happened, and how often it was tried
 * @param status of the last answer; null when there was none
 * @param attempts to deliver it; 0 when it could not even be read
 * @param givenUpAt wall clock, microseconds since the epoch, UTC
 * @param alertId null when the record could not be read
 * @param state null when the record could not be read
 * @param alert the record of the alerts topic as it is: the text that was, or would have been,
 *     posted; of one that is too large, its beginning
 * @param origin that record
 */
public record UndeliveredAlert(
    String webhook,
    Reason reason,
    String message,
    @Nullable Integer status,
    int attempts,
    long givenUpAt,
    @Nullable String alertId,
    Alert.@Nullable State state,
    String alert,
    Origin origin) {

  /** Why it was given up. */
  public enum Reason {
    /** The webhook refused it, and would do so again. */
    REFUSED,
    /** The webhook could not be reached, or was in trouble, for too long. */
    EXHAUSTED,
    /** The record of the alerts topic is none that this version can read. */
    UNREADABLE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name in the topic: lower case. */
    public String text() {
      return text;
    }

    /**
     * The reason of that name in the topic.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Reason ofText(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}
