package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Reason;
import io.headwater.quickstart.doctor.net.Endpoint;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.ResponseHeader;

/**
 * Asks one endpoint which versions it speaks, with the very bytes a Kafka client begins with. A
 * client itself does not tell what became of them: it connects again and again, until its time is
 * over.
 *
 * <p>Uses the client's internal requests, and is the only class that does. Immutable.
 */
final class WireProbe {

  /** What clients from 3.9 on send. */
  static final short NEWEST = ApiKeys.API_VERSIONS.latestVersion();

  /** What clients before that sent. */
  static final short OLDER = 3;

  private static final int LARGEST = 1 << 20;

  private final SocketSecurity security;
  private final Duration patience;

  /**
   * @param patience for each step: connection, handshake, answer
   */
  WireProbe(SocketSecurity security, Duration patience) {
    this.security = security;
    this.patience = patience;
  }

  /**
   * Asks.
   *
   * @param version of the request
   */
  WireAnswer ask(Endpoint endpoint, short version) {
    try (Socket plain = new Socket()) {
      int millis = (int) patience.toMillis();
      plain.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), millis);
      plain.setSoTimeout(millis);
      try (Socket socket = security.secure(plain, endpoint)) {
        return exchange(socket, version);
      }
    } catch (SSLException e) {
      return new WireAnswer.TlsFailed(Reason.of(e));
    } catch (SocketTimeoutException e) {
      return new WireAnswer.Silent();
    } catch (EOFException e) {
      return new WireAnswer.Closed();
    } catch (SocketException e) {
      return isCut(e) ? new WireAnswer.Closed() : new WireAnswer.Unusable(Reason.of(e));
    } catch (IOException | KafkaException e) {
      return new WireAnswer.Unusable(Reason.of(e));
    }
  }

  private static boolean isCut(SocketException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("reset") || message.contains("Broken pipe");
  }

  private static WireAnswer exchange(Socket socket, short version) throws IOException {
    RequestHeader header = new RequestHeader(ApiKeys.API_VERSIONS, version, "headwater-doctor", 1);
    ByteBuffer request =
        new ApiVersionsRequest.Builder().build(version).serializeWithHeader(header);
    ByteBuffer framed = ByteBuffer.allocate(Integer.BYTES + request.remaining());
    framed.putInt(request.remaining()).put(request);
    OutputStream out = socket.getOutputStream();
    out.write(framed.array());
    out.flush();
    DataInputStream in = new DataInputStream(socket.getInputStream());
    int size = in.readInt();
    if (size < Integer.BYTES || size > LARGEST) {
      return new WireAnswer.Foreign();
    }
    byte[] answer = new byte[size];
    in.readFully(answer);
    return parse(ByteBuffer.wrap(answer), header);
  }

  private static WireAnswer parse(ByteBuffer answer, RequestHeader header) {
    ApiVersionsResponse response;
    try {
      ResponseHeader.parse(answer, ApiKeys.API_VERSIONS.responseHeaderVersion(header.apiVersion()));
      response = ApiVersionsResponse.parse(new ByteBufferAccessor(answer), header.apiVersion());
    } catch (RuntimeException notKafka) {
      return new WireAnswer.Foreign();
    }
    Set<Short> apis = new HashSet<>();
    response.data().apiKeys().forEach(api -> apis.add(api.apiKey()));
    Map<String, Short> features = new HashMap<>();
    response
        .data()
        .finalizedFeatures()
        .forEach(feature -> features.put(feature.name(), feature.maxVersionLevel()));
    return new WireAnswer.Versions(apis, features, response.throttleTimeMs());
  }
}
