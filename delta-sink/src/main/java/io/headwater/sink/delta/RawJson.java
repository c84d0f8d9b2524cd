package io.headwater.sink.delta;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.io.JsonStringEncoder;

/** Texts as JSON, for the places where Delta Standalone copies a string into its log as it is. */
final class RawJson {

  private RawJson() {}

  /** {@code text} as a JSON string, with its quotes. */
  static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
  }

  /** {@code texts} as a JSON array of strings. */
  static String array(List<String> texts) {
    return texts.stream().map(RawJson::quoted).collect(Collectors.joining(",", "[", "]"));
  }
}
