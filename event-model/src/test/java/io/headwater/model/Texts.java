package io.headwater.model;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Texts as devices really send them, and as they hopefully never will. */
public final class Texts {

  private Texts() {}

  /** Any characters: plain, control, quoting, beyond Latin, beyond sixteen bits. */
  public static Arbitrary<String> any(int minLength, int maxLength) {
    return ofCodePoints(codePoints(), minLength, maxLength);
  }

  /** The same without control characters, as sensor ids are. */
  public static Arbitrary<String> printable(int minLength, int maxLength) {
    return ofCodePoints(
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.integers().between(0x20, 0x7e)),
            Tuple.of(2, Arbitraries.integers().between(0xa0, 0xd7ff)),
            Tuple.of(1, Arbitraries.integers().between(0x10000, 0x10ffff))),
        minLength,
        maxLength);
  }

  /** The same as {@link #any}, with halves of surrogate pairs in between, which no UTF-8 has. */
  public static Arbitrary<String> withHalfPairs(int minLength, int maxLength) {
    return ofCodePoints(
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.integers().between(0xd800, 0xdfff)), Tuple.of(5, codePoints())),
        minLength,
        maxLength);
  }

  private static Arbitrary<Integer> codePoints() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.integers().between(0x20, 0x7e)),
        Tuple.of(2, Arbitraries.integers().between(0, 0x1f)),
        Tuple.of(2, Arbitraries.of((int) '"', (int) '\\', (int) '/', 0x7f, 0x85)),
        Tuple.of(2, Arbitraries.integers().between(0xa0, 0xd7ff)),
        Tuple.of(1, Arbitraries.integers().between(0xe000, 0xffff)),
        Tuple.of(2, Arbitraries.integers().between(0x10000, 0x10ffff)));
  }

  private static Arbitrary<String> ofCodePoints(
      Arbitrary<Integer> codePoints, int minLength, int maxLength) {
    return codePoints
        .array(int[].class)
        .ofMinSize(minLength)
        .ofMaxSize(maxLength)
        .map(points -> new String(points, 0, points.length));
  }
}
