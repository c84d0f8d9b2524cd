package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.net.Endpoint;
import java.io.IOException;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/** How a connection to the broker is protected. Immutable. */
final class SocketSecurity {

  private final @Nullable SSLContext context;
  private final String identification;

  private SocketSecurity(@Nullable SSLContext context, String identification) {
    this.context = context;
    this.identification = identification;
  }

  /**
   * As the client's settings say.
   *
   * @throws org.apache.kafka.common.KafkaException when they make no sense, or a trust or key store
   *     cannot be read
   */
  static SocketSecurity of(Map<String, Object> client) {
    Map<String, ?> values = new AdminClientConfig(client).values();
    String protocol =
        String.valueOf(values.get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG))
            .toUpperCase(Locale.ROOT);
    if (!protocol.endsWith("SSL")) {
      return new SocketSecurity(null, "");
    }
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(values);
      Object algorithm = values.get(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG);
      return new SocketSecurity(
          factory.sslContext(), algorithm == null ? "" : String.valueOf(algorithm));
    }
  }

  /** TLS that trusts what this Java trusts, to find out whether a port speaks it at all. */
  static SocketSecurity usualTls() {
    try {
      return new SocketSecurity(SSLContext.getDefault(), "");
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isTls() {
    return context != null;
  }

  /** {@code plain} itself, or TLS on it after the handshake. */
  Socket secure(Socket plain, Endpoint endpoint) throws IOException {
    if (context == null) {
      return plain;
    }
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(plain, endpoint.host(), endpoint.port(), true);
    if (!identification.isEmpty()) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm(identification);
      socket.setSSLParameters(parameters);
    }
    socket.startHandshake();
    return socket;
  }
}
