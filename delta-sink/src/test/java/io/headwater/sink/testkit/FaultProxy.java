package io.headwater.sink.testkit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between a program and an HTTP server on this machine, and treats a share of the requests
 * as a storage service on a bad day does. Which ones is drawn from a seed; with several connections
 * at once it depends on their order, too.
 */
public final class FaultProxy implements AutoCloseable {

  /** What a request may meet with instead of its answer. */
  public enum Fault {
    /** As ADLS says that an account is throttled. */
    BUSY(false, 503),
    /** As ADLS says that something went wrong inside. */
    BROKEN(false, 500),
    /** As gateways throttle. */
    TOO_MANY(false, 429),
    /** The connection is cut before the request is carried out. */
    CUT(false, NO_ANSWER),
    /** The request is carried out, and the connection is cut before the answer. */
    ANSWER_LOST(true, NO_ANSWER),
    /** The request is carried out, and the answer is that something went wrong. */
    ANSWER_BROKEN(true, 500);

    private final boolean carriedOut;
    private final int status;

    Fault(boolean carriedOut, int status) {
      this.carriedOut = carriedOut;
      this.status = status;
    }
  }

  private static final int NO_ANSWER = 0;

  /** Which the two HTTP libraries see to, or refuse to be told. */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "content-length",
          "date",
          "expect",
          "host",
          "keep-alive",
          "transfer-encoding",
          "upgrade");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int target;
  private final Random random;
  private final Map<Fault, Integer> met = new EnumMap<>(Fault.class);
  private final List<String> requests = new ArrayList<>();
  private double share;

  /**
   * Begins at once, without faults.
   *
   * @param target the server's port
   */
  public FaultProxy(int target, long seed) {
    this.target = target;
    this.random = new Random(seed);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(workers);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** From now on that share of all requests, between 0 and 1, meets with a fault. */
  public synchronized void share(double faulty) {
    share = faulty;
  }

  /** How many requests met with which fault. */
  public synchronized Map<Fault, Integer> met() {
    return new EnumMap<>(met);
  }

  /** All requests there have been, as {@code METHOD /path?query}, faulty ones included. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }

  private void handle(HttpExchange exchange) {
    // Closing an exchange that was not answered cuts the connection.
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Optional<Fault> fault = draw(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      if (fault.isEmpty()) {
        answer(exchange, forward(exchange, body));
        return;
      }
      if (fault.get().carriedOut) {
        forward(exchange, body);
      }
      if (fault.get().status != NO_ANSWER) {
        exchange.sendResponseHeaders(fault.get().status, -1);
      }
    } catch (IOException e) {
      // Either side is gone, which the other learns by the closed connection.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Optional<Fault> draw(String request) {
    requests.add(request);
    if (random.nextDouble() >= share) {
      return Optional.empty();
    }
    Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
    met.merge(fault, 1, Integer::sum);
    return Optional.of(fault);
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + target + exchange.getRequestURI().toASCIIString()))
            .timeout(PATIENCE)
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!isHopByHop(name)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!isHopByHop(name)) {
                headers.put(name, values);
              }
            });
    if (exchange.getRequestMethod().equals("HEAD")) {
      answer
          .headers()
          .firstValue("content-length")
          .ifPresent(length -> headers.set("Content-Length", length));
    }
    int length = answer.body().length;
    exchange.sendResponseHeaders(answer.statusCode(), length == 0 ? -1 : length);
    exchange.getResponseBody().write(answer.body());
  }

  private static boolean isHopByHop(String header) {
    return HOP_BY_HOP.contains(header.toLowerCase(Locale.ROOT));
  }
}
