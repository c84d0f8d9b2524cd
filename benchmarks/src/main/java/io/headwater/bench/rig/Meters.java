package io.headwater.bench.rig;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process says of itself at {@code /actuator/prometheus}. */
public record Meters(List<Sample> samples) {

  private static final Pattern LINE =
      Pattern.compile("(?<name>[a-zA-Z_:][\\w:]*)(?:\\{(?<labels>.*)})? (?<value>\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  public Meters {
    samples = List.copyOf(samples);
  }

  /** One time series as it is now. */
  public record Sample(String name, Map<String, String> labels, double value) {

    public Sample {
      labels = Map.copyOf(labels);
    }
  }

  /** Reads the Prometheus text format; lines that are no samples are skipped. */
  static Meters parse(String text) {
    List<Sample> samples = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher sample = LINE.matcher(line);
      if (sample.matches()) {
        samples.add(
            new Sample(
                sample.group("name"),
                labels(sample.group("labels") == null ? "" : sample.group("labels")),
                Double.parseDouble(sample.group("value"))));
      }
    }
    return new Meters(samples);
  }

  /** All time series of one name. */
  public List<Sample> of(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name)).toList();
  }

  /** The sum over all time series of one name. */
  public long total(String name) {
    return Math.round(of(name).stream().mapToDouble(Sample::value).sum());
  }

  /** The highest of all time series of one name that has a value. */
  public OptionalDouble highest(String name) {
    return of(name).stream().mapToDouble(Sample::value).filter(Double::isFinite).max();
  }

  /** Windows the stream has closed so far, by scope and type, as {@code sensor 1m}. */
  public Map<String, Long> windowsClosed() {
    Map<String, Long> windows = new TreeMap<>();
    for (Sample closed : of("headwater_stream_windows_closed_total")) {
      windows.merge(
          closed.labels().get("scope") + " " + closed.labels().get("window"),
          Math.round(closed.value()),
          Long::sum);
    }
    return windows;
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new HashMap<>();
    Matcher label = LABEL.matcher(text);
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    return labels;
  }
}
