package io.headwater.model.settings;

/**
 * A text that nobody may read by accident: it shows in no log, no error and no endpoint, because
 * {@link #toString} does not tell it. Whoever needs it asks for it by {@link #reveal}. Immutable.
 */
public final class Secret {

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /** The secret {@code text}; Spring binds settings by it. */
  public static Secret of(String text) {
    return new Secret(text);
  }

  /** The text itself, to be handed to whom it is for, and never to be kept or shown. */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Without the text. */
  @Override
  public String toString() {
    return "***";
  }
}
