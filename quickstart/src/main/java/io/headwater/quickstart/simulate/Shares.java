package io.headwater.quickstart.simulate;

/**
 * How much of what goes wrong, each as a share of all events (silence: of the sensors' time),
 * between 0 and 0.5.
 *
 * @param late event times 15 s to 3 min back
 * @param outOfOrder event times up to 5 s back
 * @param malformed payloads the stream must reject, of every kind
 * @param excursion temperatures outside the limits, in episodes
 * @param spike readings more than 20 % above the sensor's last ones
 * @param fault readings with the status error or critical, in episodes
 * @param silence sensors that send nothing for some minutes
 */
public record Shares(
    double late,
    double outOfOrder,
    double malformed,
    double excursion,
    double spike,
    double fault,
    double silence) {

  private static final double MAX = 0.5;

  public Shares {
    check("late", late);
    check("out-of-order", outOfOrder);
    check("malformed", malformed);
    check("excursion", excursion);
    check("spike", spike);
    check("fault", fault);
    check("silence", silence);
  }

  /** A plant on an ordinary day: half a per cent of anomalies, half a per cent late. */
  public static Shares defaults() {
    return new Shares(0.005, 0.02, 0.002, 0.002, 0.001, 0.002, 0.01);
  }

  /** A plant where nothing goes wrong. */
  public static Shares none() {
    return new Shares(0, 0, 0, 0, 0, 0, 0);
  }

  private static void check(String name, double share) {
    if (!(share >= 0 && share <= MAX)) {
      throw new IllegalArgumentException(
          "--%s-share is %s, and must lie between 0 and %s".formatted(name, share, MAX));
    }
  }
}
