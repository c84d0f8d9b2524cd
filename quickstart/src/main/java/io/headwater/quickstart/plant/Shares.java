package io.headwater.quickstart.plant;

/**
 * How much of what goes wrong, each as a share of all events (silence: of the sensors' time), from
 * 0 to 0.5.
 *
 * @param late event times 15 s to 3 min back
 * @param outOfOrder event times up to 5 s back
 * @param malformed payloads the stream must reject, of every kind
 * @param excursion temperatures outside the limits, in episodes; at most 0.1
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

  /** Only every fifth sensor sits close to a limit. */
  private static final double MAX_EXCURSION = 0.1;

  public Shares {
    check("late", late, MAX);
    check("out-of-order", outOfOrder, MAX);
    check("malformed", malformed, MAX);
    check("excursion", excursion, MAX_EXCURSION);
    check("spike", spike, MAX);
    check("fault", fault, MAX);
    check("silence", silence, MAX);
  }

  /** A plant on an ordinary day: half a per cent of anomalies, half a per cent late. */
  public static Shares defaults() {
    return new Shares(0.005, 0.02, 0.002, 0.002, 0.001, 0.002, 0.01);
  }

  /** A plant where nothing goes wrong. */
  public static Shares none() {
    return new Shares(0, 0, 0, 0, 0, 0, 0);
  }

  private static void check(String name, double share, double max) {
    if (!(share >= 0 && share <= max)) {
      throw new IllegalArgumentException(
          "--%s-share is %s, and must lie between 0 and %s".formatted(name, share, max));
    }
  }
}
