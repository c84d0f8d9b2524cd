package io.headwater.streams.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.headwater.testkit.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A webhook that answers as a test says, and remembers what it took. */
public final class Receiver implements AutoCloseable {

  /** Part of its URL, to be found nowhere. */
  public static final String URL_SECRET = "s3cr3t-sig";

  /** How it answers one request. */
  public interface Behaviour {
    /** The status to answer with; the reply's headers may be set before. */
    int answer(Request request) throws IOException;
  }

  /**
   * What a request says.
   *
   * @param number of all requests, from 0
   */
  public record Request(
      int number, String idempotencyKey, Headers headers, String body, Headers reply) {}

  /** Instead of a status: the connection ends without an answer. */
  public static final int RESET = -1;

  /** Instead of a status: no answer comes, for as long as the receiver lives. */
  public static final int SILENCE = -2;

  private final int port = FreePorts.next();
  private final AtomicInteger requests = new AtomicInteger();
  private final List<Request> taken = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Behaviour behaviour;
  private @Nullable HttpServer server;

  public Receiver(Behaviour behaviour) {
    this.behaviour = behaviour;
    open();
  }

  /** Answers so from now on. */
  public void behave(Behaviour next) {
    behaviour = next;
  }

  public String url() {
    return "http://127.0.0.1:" + port + "/flow?sig=" + URL_SECRET;
  }

  /** Nobody listens on its port any more. */
  public void goAway() {
    server.stop(0);
  }

  /** Listens again. */
  public void comeBack() {
    open();
  }

  /** All requests, whatever was answered. */
  public int requests() {
    return requests.get();
  }

  /** What was taken, in the order in which it was. */
  public List<Request> taken() {
    synchronized (taken) {
      return List.copyOf(taken);
    }
  }

  /** The idempotency keys of what was taken, each once, in the order of the first time. */
  public List<String> keysTaken() {
    return List.copyOf(new LinkedHashSet<>(taken().stream().map(Request::idempotencyKey).toList()));
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void open() {
    try {
      HttpServer opened =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
      opened.createContext("/", this::handle);
      opened.setExecutor(threads);
      opened.start();
      server = opened;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request =
          new Request(
              requests.getAndIncrement(),
              exchange.getRequestHeaders().getFirst("Idempotency-Key"),
              exchange.getRequestHeaders(),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8),
              exchange.getResponseHeaders());
      int status = behaviour.answer(request);
      if (status == SILENCE) {
        closed.await();
      }
      if (status < 0) {
        return;
      }
      if (status < 300) {
        synchronized (taken) {
          taken.add(request);
        }
      }
      exchange.sendResponseHeaders(status, -1);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
