package io.headwater.quickstart.broker;

import java.nio.file.Path;

/**
 * A Kafka broker in this process, alone and on the loopback interface only. Its data outlives it: a
 * broker started on the same directory goes on where the last one ended.
 *
 * <p>It takes transactions, and creates no topic by itself. Safe to close from any thread.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private final DirectoryLock lock;
  private final RaftServer server;
  private final int port;

  private EmbeddedBroker(DirectoryLock lock, RaftServer server, int port) {
    this.lock = lock;
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a broker and returns when it is ready, which takes some seconds.
   *
   * @param dir where it keeps its data; created when missing
   * @param port where it listens; 0 takes a free one
   * @throws BrokerException when another broker uses the directory, the port is taken, or the
   *     directory can not be used
   */
  public static EmbeddedBroker start(Path dir, int port) {
    DirectoryLock lock = DirectoryLock.take(dir);
    try {
      Ports ports = Ports.reserve(port);
      Path logDirectory = dir.resolve("kafka-logs").toAbsolutePath();
      RaftServer server =
          RaftServer.start(
              BrokerProperties.of(logDirectory, ports.broker(), ports.controller()), logDirectory);
      return new EmbeddedBroker(lock, server, ports.broker());
    } catch (BrokerException known) {
      lock.release();
      throw known;
    } catch (Exception unexpected) {
      lock.release();
      throw new BrokerException(
          "The broker in %s did not start: %s. Its log says more; if its data is of no use any more, delete the directory."
              .formatted(dir.toAbsolutePath(), unexpected.getMessage()),
          unexpected);
    }
  }

  /** What clients set as {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  /** Stops the broker cleanly and waits for it; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (lock.isHeld()) {
      server.stop();
      lock.release();
    }
  }
}
