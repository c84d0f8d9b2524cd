package io.headwater.quickstart.simulate;

import io.headwater.quickstart.cli.DurationConverter;
import io.headwater.quickstart.cli.InstantConverter;
import io.headwater.quickstart.plant.Shares;
import io.headwater.quickstart.simulate.SimulatorOptions.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the command line says about the plant. */
final class PlantArguments {

  /** How anomalies are made up when only their sum is given. */
  private static final double EXCURSIONS_OF_ANOMALIES = 0.4;

  private static final double SPIKES_OF_ANOMALIES = 0.2;
  private static final double FAULTS_OF_ANOMALIES = 0.4;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Events a second; 0: as fast as possible, as the history of a plant that ends now.")
  private int rate = 1_000;

  @Option(
      names = "--event-rate",
      paramLabel = "N",
      description =
          "Events a second of event time. Default: --rate, which is a live plant; 1000 for --rate 0.")
  private @Nullable Integer eventRate;

  @Option(names = "--sensors", paramLabel = "N", description = "How many sensors.")
  private int sensors = 500;

  @Option(names = "--locations", paramLabel = "N", description = "How many locations.")
  private int locations = 20;

  @Option(
      names = "--duration",
      paramLabel = "T",
      converter = DurationConverter.class,
      description = "Ends after that much event time (90s, 10m, 1h).")
  private @Nullable Duration duration;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of all chance: the same seed, options and --start send the same records.")
  private long seed = 1;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      converter = InstantConverter.class,
      description = "Event time of the first event (2026-03-01T06:00:00Z). Default: now.")
  private @Nullable Instant start;

  @Option(
      names = "--reference",
      description = "Sends the sensors' reference data first: site, line, machine, limits.")
  private boolean reference;

  @Option(
      names = "--late-share",
      paramLabel = "S",
      description = "Events that come 15 s to 3 min late, 0 to 0.5.")
  private double late = Shares.defaults().late();

  @Option(
      names = "--out-of-order-share",
      paramLabel = "S",
      description = "Events that come up to 5 s late.")
  private double outOfOrder = Shares.defaults().outOfOrder();

  @Option(
      names = "--malformed-share",
      paramLabel = "S",
      description = "Records the stream must reject, of every kind.")
  private double malformed = Shares.defaults().malformed();

  @Option(
      names = "--anomaly-share",
      paramLabel = "S",
      description = "Anomalies of all three kinds below together.")
  private double anomalies =
      Shares.defaults().excursion() + Shares.defaults().spike() + Shares.defaults().fault();

  @Option(
      names = "--excursion-share",
      paramLabel = "S",
      description = "Temperatures outside the limits, at most 0.1. Default: 2/5 of the anomalies.")
  private @Nullable Double excursion;

  @Option(
      names = "--spike-share",
      paramLabel = "S",
      description = "Sudden rises by more than 20 %%. Default: 1/5 of the anomalies.")
  private @Nullable Double spike;

  @Option(
      names = "--fault-share",
      paramLabel = "S",
      description = "Status error or critical. Default: 2/5 of the anomalies.")
  private @Nullable Double fault;

  @Option(
      names = "--silence-share",
      paramLabel = "S",
      description = "Sensors that are silent, for six minutes each time.")
  private double silence = Shares.defaults().silence();

  /**
   * The options they amount to.
   *
   * @throws IllegalArgumentException when they contradict each other or their ranges
   */
  SimulatorOptions options(OptionalLong events) {
    if (duration != null && events.isPresent()) {
      throw new IllegalArgumentException(
          "--duration and --events both say when to end: leave one out");
    }
    int perEventSecond =
        eventRate != null ? eventRate : rate == 0 ? SimulatorOptions.defaults().eventRate() : rate;
    return new SimulatorOptions(
        rate,
        perEventSecond,
        sensors,
        locations,
        duration == null ? events : OptionalLong.of(eventsIn(duration, perEventSecond)),
        seed,
        Optional.ofNullable(start),
        shares(),
        reference ? Reference.SEND : Reference.LEAVE_OUT);
  }

  private static long eventsIn(Duration eventTime, int perSecond) {
    if (eventTime.isNegative() || eventTime.isZero()) {
      throw new IllegalArgumentException("--duration must be above 0");
    }
    return Math.max(1, Math.round(eventTime.toMillis() / 1e3 * perSecond));
  }

  private Shares shares() {
    return new Shares(
        late,
        outOfOrder,
        malformed,
        excursion != null ? excursion : anomalies * EXCURSIONS_OF_ANOMALIES,
        spike != null ? spike : anomalies * SPIKES_OF_ANOMALIES,
        fault != null ? fault : anomalies * FAULTS_OF_ANOMALIES,
        silence);
  }
}
