package io.headwater.streams.config;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at all windows together; each setting gets the first complaint there is about it. Public,
 * because the validation library makes it.
 */
public final class MadeOfPanesValidator
    implements ConstraintValidator<MadeOfPanes, WindowSettings> {

  /** Closing a window merges all its panes, for each sensor; so they must not be too many. */
  static final int MOST_PANES = 240;

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Override
  public boolean isValid(WindowSettings windows, ConstraintValidatorContext context) {
    context.disableDefaultConstraintViolation();
    if (!DurationText.isWhole(windows.pane(), SECOND)) {
      return refuse(context, "pane", "must be a whole number of seconds");
    }
    if (!isPositive(windows.pane())) {
      return true; // said by the bounds of the pane itself
    }
    if (windows.tumbling().isEmpty() && windows.sliding().isEmpty()) {
      return refuse(
          context,
          "tumbling",
          "names no window, nor does headwater.windows.sliding: at least one is needed");
    }
    Set<Duration> sizes = new HashSet<>();
    Optional<String> tumbling = aboutTumbling(windows, sizes);
    Optional<String> sliding = aboutSliding(windows, sizes);
    tumbling.ifPresent(complaint -> refuse(context, "tumbling", complaint));
    sliding.ifPresent(complaint -> refuse(context, "sliding", complaint));
    return tumbling.isEmpty() && sliding.isEmpty();
  }

  private static Optional<String> aboutTumbling(WindowSettings windows, Set<Duration> sizes) {
    for (Duration size : windows.tumbling()) {
      String text = DurationText.of(size);
      Optional<String> complaint =
          aboutLength(text, "size " + text, size, windows.pane())
              .or(() -> aboutCount(text, size, windows.pane()));
      if (complaint.isPresent()) {
        return complaint;
      }
      if (!sizes.add(size)) {
        return Optional.of("has %s twice".formatted(text));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> aboutSliding(WindowSettings windows, Set<Duration> sizes) {
    Duration pane = windows.pane();
    for (SlidingSize window : windows.sliding()) {
      Duration size = window.size();
      Duration slide = window.slide();
      String text = window.toString();
      Optional<String> complaint =
          aboutLength(text, "size " + DurationText.of(size), size, pane)
              .or(() -> aboutLength(text, "slide " + DurationText.of(slide), slide, pane))
              .or(() -> aboutSlides(window))
              .or(() -> aboutCount(text, size, pane));
      if (complaint.isPresent()) {
        return complaint;
      }
      if (!sizes.add(size)) {
        return Optional.of(
            "has %s, but there is another window of the size %s: their window_type would be the same"
                .formatted(text, DurationText.of(size)));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> aboutLength(
      String window, String which, Duration length, Duration pane) {
    if (!isPositive(length)) {
      return Optional.of("has %s, whose %s is not positive".formatted(window, which));
    }
    if (!DurationText.isWhole(length, pane)) {
      return Optional.of(
          "has %s, whose %s is not a whole multiple of headwater.windows.pane=%s"
              .formatted(window, which, DurationText.of(pane)));
    }
    return Optional.empty();
  }

  private static Optional<String> aboutSlides(SlidingSize window) {
    return DurationText.isWhole(window.size(), window.slide())
        ? Optional.empty()
        : Optional.of(
            "has %s, whose size %s is not a whole multiple of its slide %s"
                .formatted(
                    window, DurationText.of(window.size()), DurationText.of(window.slide())));
  }

  private static Optional<String> aboutCount(String window, Duration size, Duration pane) {
    long panes = size.toSeconds() / pane.toSeconds();
    return panes <= MOST_PANES
        ? Optional.empty()
        : Optional.of(
            "has %s, which is %d panes of headwater.windows.pane=%s, and %d are the most: use a larger pane"
                .formatted(window, panes, DurationText.of(pane), MOST_PANES));
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isZero() && !duration.isNegative();
  }

  /** Says it of that setting; the text is plain, without anything to fill in. */
  private static boolean refuse(
      ConstraintValidatorContext context, String setting, String complaint) {
    context
        .buildConstraintViolationWithTemplate(complaint)
        .addPropertyNode(setting)
        .addConstraintViolation();
    return false;
  }
}
