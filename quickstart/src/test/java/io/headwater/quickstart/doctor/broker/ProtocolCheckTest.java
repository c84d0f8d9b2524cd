package io.headwater.quickstart.doctor.broker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Level;
import io.headwater.quickstart.doctor.net.Endpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtocolCheckTest {

  private static final byte[] RESET = {};

  @Test
  void shouldRecogniseTheResetOnTheNewestApiVersions() throws IOException {
    try (OddServer server =
        OddServer.start(request -> OddServer.version(request) >= 4 ? RESET : versions())) {
      Finding finding = look(server, Map.of());

      assertThat(finding.level()).isEqualTo(Level.FAIL);
      assertThat(finding.what())
          .contains("cuts the connection at ApiVersions version 4", "answers version 3");
      assertThat(finding.cure()).contains("Event Hubs", "kafka-clients 3.8.1");
    }
  }

  @Test
  void shouldSayThatSomethingCutsEveryRequest() throws IOException {
    try (OddServer server = OddServer.start(request -> RESET)) {
      assertThat(look(server, Map.of()).what()).contains("closes them at a client's first request");
    }
  }

  @Test
  void shouldSayThatSomethingElseListensThere() throws IOException {
    try (OddServer server =
        OddServer.start(request -> "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII))) {
      assertThat(look(server, Map.of()).what()).contains("answers, but not in Kafka's protocol");
    }
  }

  @Test
  void shouldBeContentWithAnAnswer() throws IOException {
    try (OddServer server = OddServer.start(request -> versions())) {
      Finding finding = look(server, Map.of());

      assertThat(finding.level()).isEqualTo(Level.OK);
      assertThat(finding.what()).contains("1 kinds of requests");
    }
  }

  @Test
  void shouldSayWhatTheClientDoesNotTakeOfItsSettings() throws IOException {
    try (OddServer server = OddServer.start(request -> versions())) {
      Finding finding = look(server, Map.of("security.protocol", "CARRIER_PIGEON"));

      assertThat(finding.what()).contains("CARRIER_PIGEON");
      assertThat(finding.cure()).contains("headwater.kafka.properties");
    }
  }

  private static Finding look(OddServer server, Map<String, String> properties) {
    Endpoint endpoint = server.endpoint();
    KafkaSettings kafka = new KafkaSettings(endpoint.toString(), null, null, null, properties);
    try (BrokerSession session = new BrokerSession(kafka)) {
      return new ProtocolCheck(List.of(endpoint), session).look().get(0);
    }
  }

  /** An answer to version 3 or 4: one kind of request, Produce. */
  private static byte[] versions() {
    ByteBuffer body = ByteBuffer.allocate(64);
    body.putInt(1); // correlation
    body.putShort((short) 0); // no error
    body.put((byte) 2); // one entry
    body.putShort((short) 0).putShort((short) 3).putShort((short) 12).put((byte) 0);
    body.putInt(0); // throttle
    body.put((byte) 0); // no tagged fields
    body.flip();
    return ByteBuffer.allocate(Integer.BYTES + body.remaining())
        .putInt(body.remaining())
        .put(body)
        .array();
  }
}
