package io.headwater.quickstart.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logging of the commands that no Spring Boot sets up: warnings on standard error, so that standard
 * output is left to what the command itself has to say.
 *
 * <p>It is set up by code because a {@code logback.xml} on the class path would also win over the
 * settings of the apps that the demo runs in the same process.
 */
public final class QuietLogging {

  /**
   * A broker on its own warns of much that is as it should be when it starts and stops, and clients
   * warn of every try to connect; both fail with an exception if it matters.
   */
  private static final Map<String, Level> LEVELS =
      new TreeMap<>(
          Map.of(
              "kafka", Level.ERROR,
              // calls it an error when a transaction's second batch overtakes its first, which the
              // producer mends by itself by sending it again
              "kafka.server.ReplicaManager", Level.OFF,
              "org.apache.kafka", Level.ERROR,
              // Calls a sign-in that was refused an error at each try; the exception says it, too
              "org.apache.kafka.clients.NetworkClient", Level.OFF,
              // Hadoop's own Java does as well
              "org.apache.hadoop.util.NativeCodeLoader", Level.ERROR,
              "state.change.logger", Level.ERROR,
              // With a stack trace, when a broker that starts asks itself too early
              "kafka.server.ControllerApis", Level.OFF));

  private QuietLogging() {}

  /** Sets the whole process to it, unless something else than Logback logs. */
  public static void apply() {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (!(factory instanceof LoggerContext context)) {
      return;
    }
    context.reset();
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(standardError(context));
    LEVELS.forEach((name, level) -> context.getLogger(name).setLevel(level));
  }

  private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{HH:mm:ss} %-5level %logger{0}: %msg%n");
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
