package io.headwater.quickstart.hubs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.headwater.testkit.LoopbackCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Stands in for Microsoft Entra ID on the loopback address: gives every client but {@link
 * #STRANGER} a token that a Kafka broker takes without knowing who signed it.
 */
final class TokenEndpoint implements AutoCloseable {

  static final String TENANT = "00000000-aaaa-bbbb-cccc-000000000001";
  static final String CLIENT = "00000000-aaaa-bbbb-cccc-000000000002";

  /** Has no identity here. */
  static final String STRANGER = "00000000-aaaa-bbbb-cccc-000000000003";

  private final HttpsServer server;
  private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();

  private TokenEndpoint(HttpsServer server) {
    this.server = server;
  }

  static TokenEndpoint start(LoopbackCertificate certificate) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    TokenEndpoint endpoint = new TokenEndpoint(server);
    server.createContext("/" + TENANT + "/oauth2/v2.0/token", endpoint::answer);
    server.start();
    return endpoint;
  }

  String url() {
    return "https://localhost:" + server.getAddress().getPort() + "/";
  }

  /** The forms that were sent, field by field. */
  List<Map<String, String>> requests() {
    return List.copyOf(requests);
  }

  /** The tokens that were given, each a secret. */
  List<String> tokens() {
    return List.copyOf(tokens);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    requests.add(form);
    if (STRANGER.equals(form.get("client_id"))) {
      send(
          exchange,
          400,
          """
          {"error":"unauthorized_client","error_description":"AADSTS700016: Application with \
          identifier '%s' was not found in the directory."}"""
              .formatted(STRANGER));
      return;
    }
    String token = token(form.get("client_id"));
    tokens.add(token);
    send(
        exchange,
        200,
        """
        {"token_type":"Bearer","expires_in":3600,"ext_expires_in":3600,"access_token":"%s"}"""
            .formatted(token));
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String token(String client) {
    long now = Instant.now().getEpochSecond();
    String claims = "{\"sub\":\"%s\",\"iat\":%d,\"exp\":%d}".formatted(client, now - 1, now + 3600);
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8))
        + "."
        + encoder.encodeToString(claims.getBytes(UTF_8))
        + ".";
  }

  private static Map<String, String> form(String body) {
    return Arrays.stream(body.split("&"))
        .map(field -> field.split("=", 2))
        .collect(
            Collectors.toMap(
                field -> field[0], field -> URLDecoder.decode(field[1], UTF_8), (a, b) -> b));
  }
}
