package io.headwater.quickstart.plant;

/**
 * Trouble that lasts: begins by chance, goes on for some readings, ends. In the long run it takes
 * the wanted share of all readings.
 */
final class Episode {

  private final double beginning;
  private final int shortest;
  private final int longest;
  private int length;
  private int done;

  /**
   * @param share of the readings that are to lie in an episode, below 1
   */
  Episode(double share, int shortest, int longest) {
    double meanLength = (shortest + longest) / 2.0;
    // Episodes of mean length m with gaps of mean length 1/p take m / (m + 1/p) of the readings
    this.beginning = share == 0 ? 0 : Math.min(1, share / (meanLength * (1 - share)));
    this.shortest = shortest;
    this.longest = longest;
  }

  /** Whether the next reading lies in an episode. */
  boolean next(Chance chance) {
    if (isOn()) {
      done++;
    }
    if (!isOn() && chance.happens(beginning)) {
      length = chance.between(shortest, longest);
      done = 0;
    }
    return isOn();
  }

  /** Whether this reading is the first of its episode. */
  boolean isNew() {
    return isOn() && done == 0;
  }

  /** How far the episode has got: above 0 and below 1, in the middle of this reading. */
  double progress() {
    return (done + 0.5) / length;
  }

  private boolean isOn() {
    return done < length;
  }
}
