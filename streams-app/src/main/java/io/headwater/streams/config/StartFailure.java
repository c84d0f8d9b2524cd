package io.headwater.streams.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Says in one sentence why the app did not start, in the words of who configured it. */
public final class StartFailure {

  private static final Map<Class<?>, String> ALLOWED =
      Map.of(
          Duration.class, "a duration such as 100ms, 10s or 1h",
          DataSize.class, "a size such as 512KB, 64MB or 1GB",
          Integer.class, "a whole number",
          Short.class, "a whole number",
          Boolean.class, "true or false",
          Path.class, "a path",
          SlidingSize.class, "a size and a slide such as 5m/1m");

  private StartFailure() {}

  /**
   * The sentence for a failure whose cause is the user's to mend.
   *
   * @return empty for any other: then it is a defect, and its stack trace is wanted
   */
  public static Optional<String> sentence(Throwable failure) {
    BindException bind = null;
    Throwable last = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindValidationException invalid) {
        return Optional.of(validation(invalid));
      }
      if (cause instanceof ConversionException conversion && bind != null) {
        return Optional.of(conversion(bind, conversion));
      }
      if (cause instanceof PortInUseException inUse) {
        return Optional.of(
            "Port "
                + inUse.getPort()
                + " is in use by another program; choose another one with --server.port"
                + " (0 takes any that is free).");
      }
      if (cause instanceof BindException found) {
        bind = found;
      }
      last = cause;
    }
    if (last instanceof IllegalArgumentException refused && isOurs(refused)) {
      return Optional.of(withName(bind, refused.getMessage()));
    }
    return Optional.empty();
  }

  private static String validation(BindValidationException invalid) {
    String prefix = invalid.getValidationErrors().getName().toString();
    List<String> complaints = new ArrayList<>();
    for (ObjectError error : invalid.getValidationErrors()) {
      complaints.add(
          error instanceof FieldError field
              ? "%s=%s is not allowed: it %s"
                  .formatted(
                      prefix + "." + dashed(field.getField()),
                      shown(field.getRejectedValue()),
                      field.getDefaultMessage())
              : prefix + " is not allowed: " + error.getDefaultMessage());
    }
    return complaints.stream().sorted().collect(Collectors.joining("; ", "", "."));
  }

  private static String conversion(BindException bind, ConversionException conversion) {
    Object value =
        conversion instanceof ConversionFailedException failed
            ? failed.getValue()
            : Optional.ofNullable(bind.getProperty()).map(found -> found.getValue()).orElse(null);
    ResolvableType type =
        conversion instanceof ConverterNotFoundException
            ? ResolvableType.forClass(Object.class)
            : bind.getTarget().getType();
    return "%s=%s is not allowed: it must be %s."
        .formatted(bind.getName(), mayHaveSecrets(type) ? "…" : value, allowed(type));
  }

  /** Of a branch, or anything not known, it cannot be told what somebody put there. */
  private static boolean mayHaveSecrets(ResolvableType type) {
    Class<?> element = type.asCollection().resolveGeneric(0);
    Class<?> single = element == null ? type.resolve(Object.class) : element;
    return !single.isEnum() && !ALLOWED.containsKey(single);
  }

  private static String allowed(ResolvableType type) {
    Class<?> element = type.asCollection().resolveGeneric(0);
    return element == null
        ? allowed(type.resolve(Object.class))
        : allowed(element) + ", or several with commas between";
  }

  private static String allowed(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(" or "));
    }
    return ALLOWED.getOrDefault(type, "a " + type.getSimpleName());
  }

  /** As one writes it in a file: {@code 100ms}, not {@code PT0.1S}. */
  private static String shown(@Nullable Object value) {
    if (value instanceof Duration duration) {
      return DurationText.of(duration);
    }
    if (value instanceof Collection<?> several) {
      return several.stream().map(StartFailure::shown).collect(Collectors.joining(","));
    }
    return String.valueOf(value);
  }

  /** Whether one of our own checks threw it, and its message is therefore made for people. */
  private static boolean isOurs(IllegalArgumentException refused) {
    return Arrays.stream(refused.getStackTrace())
        .findFirst()
        .map(StackTraceElement::getClassName)
        .filter(name -> name.startsWith("io.headwater."))
        .isPresent();
  }

  private static String withName(@Nullable BindException bind, @Nullable String message) {
    String sentence = String.valueOf(message);
    boolean hasName = bind == null || sentence.startsWith("headwater.");
    return hasName ? sentence : bind.getName() + ": " + sentence + ".";
  }

  private static String dashed(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
