package io.headwater.quickstart.doctor.net;

import io.headwater.quickstart.doctor.check.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;

/** Looks a name up and connects, and says nothing on the connection. Immutable. */
public final class TcpProbe {

  private final Duration patience;

  /**
   * @param patience how long a connection is waited for
   */
  public TcpProbe(Duration patience) {
    this.patience = patience;
  }

  /** Tries all addresses of the endpoint's name until one takes a connection. */
  public Reach reach(Endpoint endpoint) {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(endpoint.host());
    } catch (UnknownHostException e) {
      return new Reach.UnknownName();
    }
    Reach last = new Reach.UnknownName();
    for (InetAddress address : addresses) {
      last = connect(address, endpoint.port());
      if (last instanceof Reach.Reached) {
        return last;
      }
    }
    return last;
  }

  private Reach connect(InetAddress address, int port) {
    String numbers = address.getHostAddress();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) patience.toMillis());
      return new Reach.Reached(numbers);
    } catch (SocketTimeoutException e) {
      return new Reach.Silent(numbers);
    } catch (IOException e) {
      return new Reach.Refused(numbers, Reason.of(e));
    }
  }
}
