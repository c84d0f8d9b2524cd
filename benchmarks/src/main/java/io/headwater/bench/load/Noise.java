package io.headwater.bench.load;

import java.util.Base64;
import java.util.SplittableRandom;

/** Text that compresses badly, the same for each number in every run. */
final class Noise {

  private Noise() {}

  /** So many letters and digits, give or take three. */
  static String text(long number, int length) {
    byte[] noise = new byte[length * 3 / 4];
    new SplittableRandom(number).nextBytes(noise);
    return Base64.getEncoder().encodeToString(noise);
  }
}
