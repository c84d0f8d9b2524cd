package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.net.Endpoint;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A server that is no broker, or an odd one: reads a request, and answers as a test says. */
final class OddServer implements Closeable {

  /** Its manner. */
  interface Manner {

    /** What it answers, framed; empty for a closed connection, null for none at all. */
    byte @Nullable [] answer(ByteBuffer request);
  }

  private final ServerSocket socket;
  private final Manner manner;

  private OddServer(ServerSocket socket, Manner manner) {
    this.socket = socket;
    this.manner = manner;
  }

  static OddServer start(Manner manner) throws IOException {
    OddServer server =
        new OddServer(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), manner);
    Thread thread = new Thread(server::serve, "odd-server");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  Endpoint endpoint() {
    return new Endpoint("127.0.0.1", socket.getLocalPort());
  }

  /** The version in the header of a request. */
  static int version(ByteBuffer request) {
    return request.getShort(Short.BYTES);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        answer(socket.accept());
      } catch (IOException clientGoneOrClosed) {
        // the next one
      }
    }
  }

  private void answer(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    byte[] request = new byte[Math.min(in.readInt(), 1 << 16)];
    in.readFully(request);
    byte[] answer = manner.answer(ByteBuffer.wrap(request));
    if (answer == null) {
      in.transferTo(OutputStream.nullOutputStream()); // until the client gives up
      client.close();
      return;
    }
    if (answer.length == 0) {
      client.setSoLinger(true, 0); // a reset, as of a crashed server
      client.close();
      return;
    }
    client.getOutputStream().write(answer);
    client.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
