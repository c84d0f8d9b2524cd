package io.headwater.deployment.images;

import io.headwater.deployment.images.Command.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Podman with a store, networks and containers of its own, so that images that stand in for others
 * never get into the store of whoever runs the tests. Needs root. The store outlives the test, its
 * containers do not.
 */
final class Podman implements AutoCloseable {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "CONTAINERS_CONF",
          Command.TOP.resolve("deployment/src/test/images/containers.conf").toString());

  private final Path home;
  private final Path socket;
  private @Nullable Process service;

  Podman(Path home) {
    this.home = home.toAbsolutePath();
    try {
      Files.createDirectories(home);
      // a socket's path must be short
      this.socket = Files.createTempDirectory("podman").resolve("s");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has an image of that name. */
  boolean hasImage(String name) {
    return command("image", "exists", name).result().exitCode() == 0;
  }

  /** Makes an image of a root file system. */
  void load(Path tar, String name) {
    run("import", tar.toString(), name);
  }

  void tag(String image, String name) {
    run("tag", image, name);
  }

  /** Builds a Dockerfile; a path is relative to the top of the checkout. */
  void build(String dockerfile, String context, String name, String... arguments) {
    List<String> words =
        new ArrayList<>(List.of("build", "--quiet", "--format", "docker", "--layers"));
    Stream.of(arguments).forEach(argument -> words.addAll(List.of("--build-arg", argument)));
    words.addAll(List.of("--file", dockerfile, "--tag", name, context));
    run(words.toArray(String[]::new));
  }

  /** A command in a running container. */
  Result exec(String container, String... words) {
    return command(
            Stream.concat(Stream.of("exec", container), Stream.of(words)).toArray(String[]::new))
        .result();
  }

  /** A command in a container of its own, which is gone afterwards. */
  Result once(String image, String... words) {
    return command(
            Stream.concat(Stream.of("run", "--rm", image), Stream.of(words)).toArray(String[]::new))
        .result();
  }

  /** Runs the container's health check now. Elsewhere a timer does; here nobody else would. */
  boolean isHealthy(String container) {
    return command("healthcheck", "run", container).result().exitCode() == 0;
  }

  /** One fact about a container, as a Go template names it. */
  String inspect(String container, String template) {
    return run("inspect", "--format", template, container).strip();
  }

  String logs(String container) {
    return command("logs", "--tail", "40", container).result().output();
  }

  List<String> runningContainers() {
    return run("ps", "--format", "{{.Names}}").lines().toList();
  }

  /** Starts what Docker's clients can talk to, and returns its address. */
  String serve() {
    try {
      service =
          command("system", "service", "--time=0", "unix://" + socket)
              .start(home.resolve("service.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await("podman's service").until(() -> Files.exists(socket));
    return "unix://" + socket;
  }

  /** Ends the service and all containers. */
  @Override
  public void close() {
    if (service != null) {
      service.destroy();
    }
    command("rm", "--all", "--force", "--time", "0").result();
    command("volume", "prune", "--force").result();
  }

  private String run(String... words) {
    return command(words).output();
  }

  private Command command(String... words) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "podman",
                "--root",
                home.resolve("store").toString(),
                "--runroot",
                home.resolve("run").toString(),
                "--network-config-dir",
                home.resolve("networks").toString()));
    all.addAll(List.of(words));
    return new Command(all, ENVIRONMENT);
  }
}
