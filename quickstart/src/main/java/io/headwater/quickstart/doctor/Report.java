package io.headwater.quickstart.doctor;

import io.headwater.quickstart.doctor.check.Examined;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Level;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What was found, for people and for programs. */
final class Report {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String CURE = "do: ";

  private final List<Examined> results;
  private final UnaryOperator<String> masked;

  /**
   * @param masked replaces secrets in what is said
   */
  Report(List<Examined> results, UnaryOperator<String> masked) {
    this.results = List.copyOf(results);
    this.masked = masked;
  }

  /** Whether nothing failed. */
  boolean isGood() {
    return count(Level.FAIL) == 0;
  }

  /** A table: level, check, what was seen, and below it what to do; a line of sums at its end. */
  String text() {
    int width = results.stream().mapToInt(each -> each.check().length()).max().orElse(0);
    String format = "%-7s  %-" + Math.max(width, "CHECK".length()) + "s  %s%n";
    StringBuilder text = new StringBuilder(format.formatted("LEVEL", "CHECK", "WHAT WAS SEEN"));
    for (Examined result : results) {
      for (Finding finding : result.findings()) {
        text.append(format.formatted(finding.level(), result.check(), say(finding.what())));
        if (!finding.cure().isEmpty()) {
          text.append(format.formatted("", "", CURE + say(finding.cure())));
        }
      }
    }
    return text.append(sums()).toString();
  }

  /** One JSON object, on one line. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeBooleanProperty("good", isGood());
      for (Level level : Level.values()) {
        json.writeNumberProperty(word(level), count(level));
      }
      json.writeNumberProperty("millis", took().toMillis());
      json.writeArrayPropertyStart("findings");
      results.forEach(result -> result.findings().forEach(each -> write(json, result, each)));
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }

  private void write(JsonGenerator json, Examined result, Finding finding) {
    json.writeStartObject();
    json.writeStringProperty("check", result.check());
    json.writeStringProperty("level", finding.level().name());
    json.writeStringProperty("what", say(finding.what()));
    json.writeStringProperty("cure", say(finding.cure()));
    json.writeEndObject();
  }

  private String sums() {
    return "DOCTOR ok=%d warn=%d fail=%d skipped=%d seconds=%.1f"
        .formatted(
            count(Level.OK),
            count(Level.WARN),
            count(Level.FAIL),
            count(Level.SKIPPED),
            took().toMillis() / 1_000.0);
  }

  private long count(Level level) {
    return results.stream()
        .flatMap(result -> result.findings().stream())
        .filter(finding -> finding.level() == level)
        .count();
  }

  private Duration took() {
    return results.stream().map(Examined::took).reduce(Duration.ZERO, Duration::plus);
  }

  private String say(String text) {
    return masked.apply(text);
  }

  private static String word(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
