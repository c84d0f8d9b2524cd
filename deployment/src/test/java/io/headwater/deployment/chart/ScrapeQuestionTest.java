package io.headwater.deployment.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the pod of {@code helm test} asks Prometheus, run here against one that answers so. */
class ScrapeQuestionTest {

  private static final String NONE =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";

  private final Queue<String> questions = new ConcurrentLinkedQueue<>();
  private final Queue<String> answers = new ConcurrentLinkedQueue<>();
  private HttpServer prometheus;

  @BeforeEach
  void start() throws IOException {
    prometheus = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    prometheus.createContext(
        "/api/v1/query",
        exchange -> {
          questions.add(
              URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8));
          String answer = answers.size() > 1 ? answers.remove() : answers.element();
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          try (var body = exchange.getResponseBody()) {
            body.write(bytes);
          }
        });
    prometheus.start();
  }

  @AfterEach
  void stop() {
    prometheus.stop(0);
  }

  @Test
  void shouldBeSatisfiedOnceAllTargetsAreUp() {
    // Three pods of the stream, and four of the sink
    answers.addAll(List.of(NONE, up(6), up(7)));

    Tool.Outcome outcome = ask(5);

    assertThat(outcome.successful()).contains("Prometheus scrapes 7 targets");
    assertThat(questions)
        .hasSize(3)
        .containsOnly("query=count(up{namespace=\"plant\",pod=~\"plant-([0-9]+|sink-.+)\"} == 1)");
  }

  @Test
  void shouldFailAndSayWhatItWasToldWhenATargetIsMissing() {
    answers.add(up(6));

    Tool.Outcome outcome = ask(2);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output()).contains("scrapes 6 of the 7 targets expected").contains("vector");
    assertThat(questions).hasSize(2);
  }

  @Test
  void shouldFailWhenPrometheusDoesNotAnswer() {
    prometheus.stop(0);

    Tool.Outcome outcome = ask(2);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output()).contains("scrapes 0 of the 7 targets").contains("curl:");
  }

  private Tool.Outcome ask(int attempts) {
    return ScrapeQuestion.ask(
        "http://127.0.0.1:" + prometheus.getAddress().getPort(), attempts, Duration.ZERO);
  }

  private static String up(int targets) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1700000000.123,\"%d\"]}]}}"
        .formatted(targets);
  }
}
