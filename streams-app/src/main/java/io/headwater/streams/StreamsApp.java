package io.headwater.streams;

import io.headwater.streams.config.StartFailure;
import io.headwater.streams.config.UnknownSettingsCheck;
import io.headwater.streams.runtime.StreamsProgress;
import io.headwater.streams.topics.TopicsCommand;
import java.util.Arrays;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The stream app: {@link #main} for a process of its own, {@link #start} for a part of one. */
public final class StreamsApp {

  private static final Logger log = LoggerFactory.getLogger(StreamsApp.class);

  private StreamsApp() {}

  /** Runs the command {@code topics} if it is the first argument, else the stream; ends the JVM. */
  public static void main(String[] args) {
    boolean aboutTopics = args.length > 0 && args[0].equals("topics");
    System.exit(
        aboutTopics
            ? TopicsCommand.execute(new TopologyTopics(), Arrays.copyOfRange(args, 1, args.length))
            : StreamCommand.execute(args));
  }

  /**
   * Starts the app and returns as soon as its health can be asked; the stream itself starts when
   * Kafka answers. Whoever calls it closes the context: no shutdown hook is registered.
   *
   * @param args settings, as {@code --headwater.streams.threads=2}
   * @return the running app; it has a {@link StreamsProgress}
   * @throws StartFailedException when the settings are wrong or the port is in use
   */
  public static ConfigurableApplicationContext start(String... args) {
    SpringApplication app = new SpringApplication(StreamsConfiguration.class);
    app.setRegisterShutdownHook(false);
    app.setDefaultProperties(Map.of("spring.config.name", "streams-app"));
    app.addListeners(new UnknownSettingsCheck());
    try {
      return app.run(args);
    } catch (RuntimeException e) {
      throw new StartFailedException(StartFailure.sentence(e).orElseGet(() -> defect(e)), e);
    }
  }

  /** Nobody's setting is to blame, so whoever mends it needs the stack trace. */
  private static String defect(RuntimeException failure) {
    log.error("The stream app did not start", failure);
    return "The stream app did not start: " + failure.getMessage();
  }
}
