package io.headwater.deployment.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.headwater.quickstart.Quickstart;
import io.headwater.testkit.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo as its users run it, in a process of its own, with a webhook that takes its alerts. */
final class WatchedDemo implements AutoCloseable {

  private static final Pattern STREAM = Pattern.compile("stream +http://(\\S+?)/actuator");
  private static final Pattern SINK = Pattern.compile("sink +http://(\\S+?)/actuator");

  private final JavaProcess process;
  private final HttpServer webhook;

  private WatchedDemo(JavaProcess process, HttpServer webhook) {
    this.process = process;
    this.webhook = webhook;
  }

  static WatchedDemo start(Path directory) throws IOException {
    HttpServer webhook =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    webhook.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    webhook.start();
    JavaProcess process =
        JavaProcess.start(
            Quickstart.class,
            directory,
            List.of(
                "-Xmx640m",
                "-XX:+UseSerialGC",
                "-Dheadwater.delivery.webhooks[0].name=ops",
                "-Dheadwater.delivery.webhooks[0].url=http://localhost:"
                    + webhook.getAddress().getPort()),
            List.of(
                "demo",
                "--rate=300",
                "--sensors=60",
                "--dir=" + directory.resolve("demo"),
                "--port=0"));
    return new WatchedDemo(process, webhook);
  }

  /** Whether it has said where it is to be found. */
  boolean isGreeting() {
    if (!process.isAlive()) {
      throw new IllegalStateException("The demo has ended: " + process.tail());
    }
    return SINK.matcher(process.output()).find();
  }

  /** {@code host:port} of the stream. */
  String stream() {
    return address(STREAM);
  }

  /** {@code host:port} of the sink. */
  String sink() {
    return address(SINK);
  }

  /** What Prometheus gets there. */
  static String scrape(String address) {
    try (var body = URI.create("http://" + address + "/actuator/prometheus").toURL().openStream()) {
      return new String(body.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String tail() {
    return process.tail();
  }

  private String address(Pattern pattern) {
    Matcher matcher = pattern.matcher(process.output());
    if (!matcher.find()) {
      throw new IllegalStateException("The demo has not said where it is: " + process.tail());
    }
    return matcher.group(1);
  }

  @Override
  public void close() {
    process.kill();
    webhook.stop(0);
  }
}
