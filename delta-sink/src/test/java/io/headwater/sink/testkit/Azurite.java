package io.headwater.sink.testkit;

import io.headwater.testkit.FreePorts;
import io.headwater.testkit.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Azure's storage emulator in a process of its own, on a free port and with a folder of its own. It
 * may be stopped and started again on the same port and data.
 *
 * <p>The ABFS driver talks to it as to an account without a hierarchical namespace: a rename is a
 * conditional copy there, where a real ADLS Gen2 account has a rename. Not safe for use by several
 * threads.
 */
public final class Azurite implements AutoCloseable {

  /** The one account it has, and that account's key, both published by Microsoft. */
  public static final String ACCOUNT = "devstoreaccount1";

  public static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  private static final String HOST = ACCOUNT + ".dfs.core.windows.net";
  private static final String CONTAINER = "lake";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path directory;
  private final int port = FreePorts.next();
  private @Nullable Process process;

  /**
   * An emulator that does not run yet, but whose address is known.
   *
   * @param directory for its data and log; survives restarts
   */
  public Azurite(Path directory) {
    assumeInstalled();
    this.directory = directory;
  }

  /**
   * Skips the test, and says what is missing, where Azurite is not installed; fails it instead with
   * {@code -Dtests.skips=forbidden}, as in CI.
   */
  public static void assumeInstalled() {
    Requirement.that(
        home().isPresent(),
        "Azurite is not installed: npm ci --prefix delta-sink/src/test/azurite (or name another"
            + " place that has its node_modules by -Dazurite.home or AZURITE_HOME)");
  }

  /** Where it listens, running or not. */
  public int port() {
    return port;
  }

  /** The folder {@code name} as a base path of tables. */
  public String uri(String name) {
    return "abfs://" + CONTAINER + "@" + HOST + "/" + name;
  }

  /** What tells the ABFS driver how to reach it. */
  public Map<String, String> hadoop() {
    return hadoop(port);
  }

  /**
   * What tells the ABFS driver how to reach it through something else.
   *
   * @param by the port of a proxy
   */
  public Map<String, String> hadoop(int by) {
    return Map.of(
        "fs.azure.account.auth.type." + HOST,
        "SharedKey",
        "fs.azure.account.key." + HOST,
        KEY,
        "fs.azure.abfs.endpoint",
        "127.0.0.1:" + by,
        "fs.azure.always.use.https",
        "false",
        "fs.azure.account.hns.enabled",
        "false",
        "fs.azure.fns.account.service.type",
        "BLOB",
        "fs.azure.createRemoteFileSystemDuringInitialization",
        "true",
        // The sink sets this by itself; other readers must be told
        "fs.azure.networking.library",
        "JDK_HTTP_URL_CONNECTION");
  }

  /**
   * Starts it and waits until it answers.
   *
   * @return itself
   * @throws IllegalStateException with what it printed when it doesn't
   */
  public Azurite start() {
    Path home = home().orElseThrow();
    List<String> command =
        List.of(
            "node",
            home.resolve("blob.js").toString(),
            "--silent",
            "--disableTelemetry",
            "--skipApiVersionCheck",
            "--blobHost",
            "127.0.0.1",
            "--blobPort",
            Integer.toString(port),
            "--blobKeepAliveTimeout",
            "1",
            "--location",
            directory.toString());
    try {
      Files.createDirectories(directory);
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
      awaitAnswer(process);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it in good order, which makes it save what it has, and waits until it is gone. */
  public void stop() {
    if (process == null) {
      return;
    }
    process.destroy();
    if (!ends(process, PATIENCE)) {
      throw new IllegalStateException("Azurite does not stop:\n" + output());
    }
  }

  /** Kills it if it still runs. */
  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private void awaitAnswer(Process started) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isOpen()) {
      if (ends(started, Duration.ofMillis(50)) || System.nanoTime() > deadline) {
        throw new IllegalStateException("Azurite does not start:\n" + output());
      }
    }
  }

  private static boolean ends(Process process, Duration within) {
    try {
      return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean isOpen() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private Path log() {
    return directory.resolve("azurite.log");
  }

  private String output() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tests run in their modules' folders, which lie side by side. */
  private static Optional<Path> home() {
    return Stream.of(
            System.getProperty("azurite.home", ""),
            System.getenv().getOrDefault("AZURITE_HOME", ""),
            "../delta-sink/src/test/azurite")
        .filter(place -> !place.isEmpty())
        .map(place -> Path.of(place).toAbsolutePath().normalize())
        .filter(place -> Files.exists(place.resolve("node_modules/azurite/package.json")))
        .findFirst();
  }
}
