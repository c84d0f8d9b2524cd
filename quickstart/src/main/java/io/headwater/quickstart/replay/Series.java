package io.headwater.quickstart.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A recorded series of one sensor, in the order in which it was recorded; immutable. */
public final class Series {

  /** The series that ship with Headwater, and the resources they are in. */
  private static final Map<String, String> SHIPPED =
      Map.of("machine-temperature", "machine_temperature_system_failure.csv");

  private final List<Sample> samples;

  private Series(List<Sample> samples) {
    this.samples = List.copyOf(samples);
  }

  /**
   * Reads a CSV file with the columns {@code timestamp,value}, or a series that ships with
   * Headwater. Times without a zone are UTC.
   *
   * @param source a file, or the name of a shipped series
   * @throws SeriesException when there is no such file, or one of its lines is no sample
   */
  public static Series read(String source) {
    try (InputStream in = open(source);
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8.newDecoder()))) {
      return read(source, lines);
    } catch (CharacterCodingException e) {
      throw new SeriesException(source + " is not text in UTF-8: is it a CSV file?", e);
    } catch (IOException e) {
      throw new SeriesException("%s can't be read (%s).".formatted(source, e), e);
    }
  }

  private static InputStream open(String source) throws IOException {
    Optional<Path> file = file(source);
    if (file.isPresent()) {
      return Files.newInputStream(file.get());
    }
    InputStream shipped =
        SHIPPED.containsKey(source) ? Series.class.getResourceAsStream(SHIPPED.get(source)) : null;
    if (shipped == null) {
      throw new SeriesException(
          "There is no file %s, and no series of that name ships with Headwater; these do: %s."
              .formatted(source, String.join(", ", SHIPPED.keySet())));
    }
    return shipped;
  }

  private static Optional<Path> file(String source) {
    try {
      return Optional.of(Path.of(source)).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  static Series read(String source, BufferedReader lines) throws IOException {
    SampleParser parser = new SampleParser(source);
    List<Sample> samples = new ArrayList<>();
    @Nullable String line;
    while ((line = lines.readLine()) != null) {
      parser.parse(line).ifPresent(samples::add);
    }
    if (samples.isEmpty()) {
      throw new SeriesException(
          source + " holds no samples: a line such as 2026-03-01 06:00:00,71.3");
    }
    return new Series(samples);
  }

  /** How many samples there are, at least one. */
  public int size() {
    return samples.size();
  }

  List<Sample> samples() {
    return samples;
  }
}
