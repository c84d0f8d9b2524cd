package io.headwater.model.json.plain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortcutTest {

  private final Shortcut shortcut = new Shortcut();

  @Test
  void shouldBeTriedAgainAfterASingleMiss() {
    for (int i = 0; i < 10; i++) {
      assertThat(shortcut.isWorthATry()).isTrue();
      shortcut.missed();
      assertThat(shortcut.isWorthATry()).isTrue();
      shortcut.found();
    }
  }

  @Test
  void shouldBeTriedMoreAndMoreRarelyWhereItIsAlwaysMissed() {
    int[] passedBy = {0, 1, 3, 7, 15, 31, 63, 63, 63};

    for (int expected : passedBy) {
      assertThat(shortcut.isWorthATry()).isTrue();
      shortcut.missed();
      assertThat(passedBy()).isEqualTo(expected);
    }
  }

  @Test
  void shouldBeTriedAlwaysOnceItWasFoundAgain() {
    for (int i = 0; i < 5; i++) {
      shortcut.missed();
      passedBy();
    }

    shortcut.found();

    shouldBeTriedAgainAfterASingleMiss();
  }

  /** How many are passed by before the next try, which then is up. */
  private int passedBy() {
    int passedBy = 0;
    while (!shortcut.isWorthATry()) {
      passedBy++;
    }
    return passedBy;
  }
}
