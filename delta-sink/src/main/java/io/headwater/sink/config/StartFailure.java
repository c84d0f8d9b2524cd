package io.headwater.sink.config;

import io.headwater.model.settings.Secret;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.convert.ConversionException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Says in one sentence why the sink did not start, in the words of who configured it. */
public final class StartFailure {

  private StartFailure() {}

  /**
   * The sentence for a failure whose cause is the user's to mend.
   *
   * @return empty for any other: then it is a defect, and its stack trace is wanted
   */
  public static Optional<String> sentence(Throwable failure) {
    @Nullable BindException bind = null;
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindValidationException invalid) {
        return Optional.of(validation(invalid));
      }
      if (cause instanceof BindException found) {
        bind = found;
      }
      if (cause instanceof ConversionException && bind != null) {
        return Optional.of(conversion(bind));
      }
      if (cause instanceof PortInUseException inUse) {
        return Optional.of(
            "Port %d is in use by another program; choose another one with --server.port (0 takes any that is free)."
                .formatted(inUse.getPort()));
      }
      if (cause instanceof ConfigException refused) {
        return Optional.of(
            "Kafka's clients do not accept their configuration: %s; check headwater.kafka.properties."
                .formatted(refused.getMessage()));
      }
      if (cause instanceof IllegalArgumentException refused && isOurs(refused)) {
        return Optional.ofNullable(refused.getMessage());
      }
    }
    return Optional.empty();
  }

  private static String validation(BindValidationException invalid) {
    String prefix = invalid.getValidationErrors().getName().toString();
    return invalid.getValidationErrors().getAllErrors().stream()
        .map(error -> complaint(prefix, error))
        .sorted()
        .collect(Collectors.joining("; ", "", "."));
  }

  private static String complaint(String prefix, ObjectError error) {
    return error instanceof FieldError field
        ? "%s.%s=%s is not allowed: it %s"
            .formatted(
                prefix,
                dashed(field.getField()),
                field.getRejectedValue(),
                field.getDefaultMessage())
        : prefix + " is not allowed: " + error.getDefaultMessage();
  }

  private static String conversion(BindException bind) {
    Class<?> type = bind.getTarget().getType().resolve(Object.class);
    return "%s=%s is not allowed: it must be %s."
        .formatted(bind.getName(), shown(bind, type), wanted(type.getSimpleName()));
  }

  /** A secret, or a text that may have one in it, is not told. */
  private static Object shown(BindException bind, Class<?> type) {
    if (Map.class.isAssignableFrom(type) || type == Secret.class || type.isRecord()) {
      return "…";
    }
    return bind.getProperty() == null ? "" : bind.getProperty().getValue();
  }

  private static String wanted(String type) {
    return switch (type) {
      case "Duration" -> "a duration such as 500ms, 10s or 1h";
      case "DataSize" -> "a size such as 512KB, 64MB or 1GB";
      case "Integer", "Short" -> "a whole number";
      case "Boolean" -> "true or false";
      case "Map" -> "one setting for each key, as NAME.KEY=VALUE";
      case "Profile" -> "kafka or event-hubs";
      case "EventHubsAuth" -> "connection-string or entra-id";
      case "InputKeying" -> "by-sensor or any";
      case "AzureAuth" ->
          "none, shared-key, managed-identity, workload-identity or service-principal";
      default -> "a " + type;
    };
  }

  /** Whether one of our own checks threw it, and its message is therefore made for people. */
  private static boolean isOurs(IllegalArgumentException refused) {
    StackTraceElement[] trace = refused.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().startsWith("io.headwater.");
  }

  private static String dashed(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
