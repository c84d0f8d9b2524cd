package io.headwater.streams.ingest;

/** A stranger's text, made fit for a message: short, on one line, and writable as UTF-8. */
final class Excerpt {

  private static final char REPLACEMENT = '\uFFFD';

  private Excerpt() {}

  /** The first {@code most} characters of {@code text}, those that cannot be shown replaced. */
  static String of(String text, int most) {
    StringBuilder shown = new StringBuilder();
    int taken = 0;
    for (int i = 0; i < text.length() && taken < most; taken++) {
      int character = text.codePointAt(i);
      shown.appendCodePoint(isShowable(character) ? character : REPLACEMENT);
      i += Character.charCount(character);
    }
    return taken < text.codePointCount(0, text.length()) ? shown + "…" : shown.toString();
  }

  private static boolean isShowable(int character) {
    return !Character.isISOControl(character)
        && Character.getType(character) != Character.SURROGATE;
  }
}
