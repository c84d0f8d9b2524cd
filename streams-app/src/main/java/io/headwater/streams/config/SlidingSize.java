package io.headwater.streams.config;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/**
 * A sliding window as it is written in a setting: {@code 5m/1m} is five minutes every minute.
 *
 * @param size how long each window is
 * @param slide from the start of one to the start of the next
 */
public record SlidingSize(Duration size, Duration slide) {

  /**
   * Reads {@code size/slide}; Spring finds this method by its name.
   *
   * @throws IllegalArgumentException when the text has another form
   */
  public static SlidingSize of(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(text + " has no slide; write size/slide, such as 5m/1m");
    }
    return new SlidingSize(
        DurationStyle.detectAndParse(text.substring(0, slash).strip()),
        DurationStyle.detectAndParse(text.substring(slash + 1).strip()));
  }

  /** As it is written in a setting. */
  @Override
  public String toString() {
    return DurationText.of(size) + "/" + DurationText.of(slide);
  }
}
