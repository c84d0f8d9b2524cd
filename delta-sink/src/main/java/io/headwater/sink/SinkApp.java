package io.headwater.sink;

import io.headwater.sink.audit.AuditCommand;
import io.headwater.sink.config.StartFailure;
import io.headwater.sink.config.UnknownSettingsCheck;
import io.headwater.sink.tables.TablesCommand;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The sink: {@link #main} for a process of its own, {@link #start} for a part of one. */
@Command(
    name = "headwater",
    mixinStandardHelpOptions = true,
    versionProvider = SinkApp.Version.class,
    subcommands = {SinkCommand.class, AuditCommand.class, TablesCommand.class})
public final class SinkApp {

  private SinkApp() {}

  /** Runs the command {@code sink}, {@code audit} or {@code tables}; ends the JVM. */
  public static void main(String[] args) {
    System.exit(execute(args));
  }

  /**
   * Starts the sink and returns as soon as its health can be asked; tables and topics are opened
   * when storage and Kafka answer. Whoever calls it closes the context, which commits what was
   * read: no shutdown hook is registered.
   *
   * @param args settings, as {@code --headwater.sink.flush-interval=2s}
   * @return the running sink; it has a {@link io.headwater.sink.runtime.SinkProgress}
   * @throws StartFailedException when the settings are wrong or the port is in use
   */
  public static ConfigurableApplicationContext start(String... args) {
    SpringApplication app = new SpringApplication(SinkConfiguration.class);
    app.setRegisterShutdownHook(false);
    app.setDefaultProperties(Map.of("spring.config.name", "delta-sink"));
    app.addListeners(new UnknownSettingsCheck());
    try {
      return app.run(args);
    } catch (RuntimeException e) {
      throw new StartFailedException(
          StartFailure.sentence(e).orElseGet(() -> "The sink did not start: " + e), e);
    }
  }

  /** The exit code, once it has ended. */
  static int execute(String... args) {
    return new CommandLine(new SinkApp())
        .setUsageHelpWidth(110)
        .setParameterExceptionHandler(SinkApp::refuse)
        .execute(args);
  }

  private static int refuse(ParameterException wrong, String[] args) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    System.err.println(withoutValues(wrong.getMessage()));
    System.err.println("./" + command + " --help tells what there is.");
    return CommandLine.ExitCode.USAGE;
  }

  /** A setting that was not understood may have been a secret: its value is not told. */
  static String withoutValues(String message) {
    return message.replaceAll("(--[^\\s=',]+)=[^\\s',]*", "$1=…");
  }

  /** The version in the jar's manifest; there is none in a class folder. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = SinkApp.class.getPackage().getImplementationVersion();
      return new String[] {"headwater " + (version == null ? "(not packaged)" : version)};
    }
  }
}
