package io.headwater.quickstart.simulate;

import io.headwater.quickstart.replay.ReplayOptions;
import io.headwater.quickstart.replay.ReplayOptions.Times;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the command line says about a recorded series. */
final class ReplayArguments {

  /** The option that makes it a replay. */
  static final String SERIES = "--replay";

  @Option(
      names = SERIES,
      paramLabel = "FILE.csv",
      description =
          "A file with the columns timestamp,value, or machine-temperature: the record of a real"
              + " machine, which ships with Headwater.")
  private @Nullable String series;

  @Option(
      names = "--times",
      paramLabel = "recorded|now",
      description =
          "Event times as recorded, or as if it happened now. Default: recorded; now with"
              + " --speed-up.")
  private @Nullable Times times;

  @Option(
      names = "--speed-up",
      paramLabel = "N",
      description =
          "Recorded seconds a second: 300 plays a sample of each five minutes every second."
              + " Default: as fast as possible; 1 with --times now.")
  private @Nullable Double speedUp;

  @Option(names = "--sensor-id", paramLabel = "ID", description = "The sensor it is of.")
  private String sensorId = "machine-temperature-1";

  @Option(names = "--device-type", paramLabel = "TYPE", description = "What it measures.")
  private String deviceType = "temperature";

  @Option(names = "--unit", paramLabel = "UNIT", description = "In which unit.")
  private String unit = "fahrenheit";

  @Option(names = "--location", paramLabel = "NAME", description = "Where.")
  private String location = "dayton-stamping-1";

  /** The series to play; empty: none, a plant is simulated. */
  Optional<String> series() {
    return Optional.ofNullable(series);
  }

  /**
   * The options they amount to.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  ReplayOptions options() {
    Times unlessSaid = speedUp == null ? Times.RECORDED : Times.NOW;
    return new ReplayOptions(
        sensorId,
        deviceType,
        unit,
        location,
        times == null ? unlessSaid : times,
        speedUp == null ? OptionalDouble.empty() : OptionalDouble.of(speedUp));
  }
}
