package io.headwater.streams.ingest;

import io.headwater.model.RejectReason;

/**
 * Refuses half a surrogate pair, which an escape can bring into any string: it is no character, so
 * no topic or table after this one could hold it.
 */
final class WellFormed {

  private WellFormed() {}

  static String text(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean pair =
            i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
        if (!pair) {
          throw new Refusal(
              RejectReason.MALFORMED_JSON,
              "A string holds half a surrogate pair (\\u%04x), which is no character."
                  .formatted((int) text.charAt(i)));
        }
        i++;
      }
    }
    return text;
  }
}
