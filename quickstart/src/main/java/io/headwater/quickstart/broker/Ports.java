package io.headwater.quickstart.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Where the two listeners listen.
 *
 * @param broker for clients
 * @param controller for the broker itself
 */
record Ports(int broker, int controller) {

  /**
   * Finds free ports. They are free again when this returns, because the broker must bind them
   * itself; whoever is faster than it shows as its failure to start.
   *
   * @param wanted for the broker; 0 takes any
   * @throws BrokerException when the wanted one is taken
   */
  static Ports reserve(int wanted) {
    try (ServerSocket broker = bind(wanted);
        ServerSocket controller = bind(0)) {
      return new Ports(broker.getLocalPort(), controller.getLocalPort());
    } catch (IOException e) {
      throw new BrokerException(
          "Port %d can not be used (%s): stop what listens there, or choose another port with --port (0 takes a free one)."
              .formatted(wanted, e.getMessage()),
          e);
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
