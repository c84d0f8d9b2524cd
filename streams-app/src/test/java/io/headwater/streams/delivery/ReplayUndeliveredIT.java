package io.headwater.streams.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import io.headwater.model.Alert;
import io.headwater.model.Origin;
import io.headwater.model.UndeliveredAlert;
import io.headwater.model.UndeliveredAlert.Reason;
import io.headwater.model.json.AlertJson;
import io.headwater.model.json.UndeliveredAlertJson;
import io.headwater.model.settings.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Holds the script by which docs/alerting.md posts alerts again to what delivery does. */
@Timeout(300)
class ReplayUndeliveredIT {

  private static final Path SCRIPT = Path.of("..", "docs", "replay-undelivered.py");
  private static final String SECRET = "hush";

  private record Run(int status, List<String> lines) {}

  @BeforeAll
  static void requirePython() throws InterruptedException {
    Assumptions.assumeTrue(hasPython(), "the script needs Python 3");
  }

  @Test
  void shouldPostWhatWasGivenUpAsDeliveryDoes() throws IOException, InterruptedException {
    // Given names that no header carries as they are
    Alert alert = Alerts.change("Öl 1% 泵", 1);
    try (Receiver receiver = new Receiver(request -> 202)) {

      Run run =
          replay(
              receiver,
              undelivered("ops", alert, json(alert)),
              undelivered("pager", Alerts.change("press-1", 0), json(alert)),
              unreadable());

      assertThat(run).isEqualTo(new Run(0, List.of("202 " + alert.alertId() + " resolved")));
      assertThat(receiver.taken())
          .singleElement()
          .satisfies(
              request -> {
                Headers headers = request.headers();
                assertThat(request.body()).isEqualTo(json(alert));
                assertThat(request.idempotencyKey()).isEqualTo(IdempotencyKey.of(alert));
                assertThat(headers.getFirst("Content-Type")).isEqualTo("application/json");
                long timestamp = Long.parseLong(headers.getFirst("X-Headwater-Timestamp"));
                assertThat(headers.getFirst("X-Headwater-Signature"))
                    .isEqualTo(
                        new Signature(Secret.of(SECRET))
                            .of(timestamp, request.body().getBytes(UTF_8)));
              });
    }
  }

  @Test
  void shouldCutKeysAsDeliveryDoes() throws IOException, InterruptedException {
    Alert alert = Alerts.change("泵".repeat(128), 0);
    try (Receiver receiver = new Receiver(request -> 202)) {

      replay(receiver, undelivered("ops", alert, json(alert)));

      assertThat(receiver.keysTaken()).containsExactly(IdempotencyKey.of(alert));
    }
  }

  @Test
  void shouldGoOnAfterAnAnswerThatIsNoHttp() throws IOException, InterruptedException {
    Alert alert = Alerts.change("press-1", 0);
    UndeliveredAlert undelivered = undelivered("ops", alert, json(alert));
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread answers = new Thread(() -> answerWithJunk(server));
      answers.start();

      Run run = replay("http://127.0.0.1:" + server.getLocalPort() + "/", undelivered, undelivered);

      String line = "no answer " + alert.alertId() + " opened";
      assertThat(run).isEqualTo(new Run(1, List.of(line, line)));
    }
  }

  @Test
  void shouldSayWhatWasNotTaken() throws IOException, InterruptedException {
    Alert alert = Alerts.change("press-1", 0);
    Alert cut = Alerts.change("press-2", 0);
    try (Receiver receiver = new Receiver(request -> 503)) {

      Run run =
          replay(
              receiver,
              undelivered("ops", alert, json(alert)),
              undelivered("ops", cut, json(cut).substring(0, 100)));

      assertThat(run)
          .isEqualTo(
              new Run(
                  1,
                  List.of(
                      "503 " + alert.alertId() + " opened", "cut " + cut.alertId() + " opened")));
      assertThat(receiver.requests()).isEqualTo(1);
    }
  }

  private static void answerWithJunk(ServerSocket server) {
    while (true) {
      try (Socket socket = server.accept()) {
        int wasRead = socket.getInputStream().read(new byte[65_536]);
        assertThat(wasRead).isPositive();
        socket.getOutputStream().write("junk\r\n\r\n".getBytes(UTF_8));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static Run replay(Receiver receiver, UndeliveredAlert... records)
      throws IOException, InterruptedException {
    return replay(receiver.url(), records);
  }

  private static Run replay(String url, UndeliveredAlert... records)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("python3", SCRIPT.toString(), "ops").redirectErrorStream(true);
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    builder.environment().put("WEBHOOK_URL", url);
    builder.environment().put("WEBHOOK_SECRET", SECRET);
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      for (UndeliveredAlert record : records) {
        in.write(new UndeliveredAlertJson().encode(record));
        in.write('\n');
      }
    }
    List<String> lines = process.inputReader(UTF_8).lines().toList();
    return new Run(process.waitFor(), lines);
  }

  private static UndeliveredAlert undelivered(String webhook, Alert alert, String text) {
    return new UndeliveredAlert(
        webhook,
        Reason.REFUSED,
        "The webhook " + webhook + " refused the alert with status 400.",
        400,
        1,
        alert.changedAt(),
        alert.alertId(),
        alert.state(),
        text,
        new Origin(Deliveries.TOPIC, 0, 7));
  }

  private static UndeliveredAlert unreadable() {
    return new UndeliveredAlert(
        "ops",
        Reason.UNREADABLE,
        "The record is no alert: not a JSON object.",
        null,
        0,
        0,
        null,
        null,
        "junk",
        new Origin(Deliveries.TOPIC, 0, 8));
  }

  private static String json(Alert alert) {
    return new String(new AlertJson().encode(alert), UTF_8);
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      Process version = new ProcessBuilder("python3", "--version").start();
      return version.waitFor() == 0;
    } catch (IOException none) {
      return false;
    }
  }
}
