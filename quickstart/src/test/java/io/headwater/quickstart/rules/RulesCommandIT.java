package io.headwater.quickstart.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.quickstart.broker.EmbeddedBroker;
import io.headwater.quickstart.cli.FailurePrinter;
import io.headwater.quickstart.cli.UsageErrorPrinter;
import io.headwater.streams.anomaly.NamedRule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands for rules against a broker. */
class RulesCommandIT {

  private static final AtomicInteger TOPICS = new AtomicInteger();

  @TempDir private static Path brokerDir;
  private static EmbeddedBroker broker;

  @TempDir private Path dir;
  private final String topic = "rules-" + TOPICS.incrementAndGet();
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(brokerDir, 0);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void createTopic() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      NewTopic compacted =
          new NewTopic(topic, Optional.of(3), Optional.empty())
              .configs(Map.of("cleanup.policy", "compact"));
      admin.createTopics(List.of(compacted)).all().get();
    }
  }

  @Test
  void shouldPutARuleOverTheBuiltInOneAndBringThatBack() throws IOException {
    // Given nothing but the built-in rules
    assertThat(run("list")).isZero();
    assertThat(out.toString()).contains("below 32 or above 100 fahrenheit").doesNotContain("topic");

    // When a rule is put
    assertThat(put("threshold", "{\"kind\":\"threshold\",\"device_type\":\"oven\",\"high\":450}"))
        .isZero();

    // Then it is in force, and it is told what changed
    assertThat(out.toString())
        .contains("threshold: version 1 is in force, in place of version 0.")
        .contains("device_type: \"temperature\" -> \"oven\"", "high: 100.0 -> 450.0");
    assertThat(run("list")).isZero();
    assertThat(out.toString()).containsPattern("threshold +1 +threshold +type oven +above 450 ");

    // When it is put once more, and then changed
    put("threshold", "{\"kind\":\"threshold\",\"device_type\":\"oven\",\"high\":450}");
    assertThat(out.toString()).contains("version 1 says the same already; nothing was put");
    put(
        "threshold",
        "{\"kind\":\"threshold\",\"device_type\":\"oven\",\"high\":460,\"version\":7}");
    assertThat(out.toString()).contains("threshold: version 7 is in force");

    // When it is deleted, the built-in rule is back
    assertThat(run("delete", "threshold")).isZero();
    assertThat(out.toString())
        .contains("version 7 is withdrawn; the built-in rule is in force again: below 32");
    assertThat(run("list", "--json")).isZero();
    assertThat(out.toString()).contains("{\"id\":\"threshold\",\"source\":\"built-in\"");
  }

  @Test
  void shouldSwitchARuleOff() throws IOException {
    put("spike", "{\"kind\":\"spike\",\"enabled\":false}");

    assertThat(out.toString()).contains("enabled: true -> false");
    assertThat(run("list")).isZero();
    assertThat(out.toString()).containsPattern("spike +1 .+ no +topic");
  }

  @Test
  void shouldNotDeleteWhatTheTopicDoesNotHave() {
    assertThat(run("delete", "spike")).isEqualTo(1);
    assertThat(err.toString()).contains("built in", "\"enabled\": false");

    assertThat(run("delete", "treshold")).isEqualTo(1);
    assertThat(err.toString())
        .contains("There is no rule treshold; did you mean threshold? ./headwater rules list");
  }

  @Test
  void shouldNotPutUnderAnIdThatTheStreamRefuses() throws IOException {
    assertThat(put("My Rule", "{\"kind\":\"spike\"}")).isEqualTo(1);

    assertThat(err.toString()).contains("The rule My Rule can't be put", "a-z");
  }

  @Test
  void shouldNotPutARuleThatIsTooLargeForTheStream() throws IOException {
    String statuses =
        IntStream.range(0, NamedRule.LARGEST / 16)
            .mapToObj("\"status %d\":\"low\""::formatted)
            .collect(Collectors.joining(","));

    assertThat(put("status", "{\"kind\":\"status\",\"statuses\":{%s}}".formatted(statuses)))
        .isEqualTo(1);

    assertThat(err.toString()).contains("The rule status can't be put: it has", "at most 65536");
    assertThat(run("list")).isZero();
    assertThat(out.toString()).doesNotContain("topic");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldNotWriteToATopicThatIsMissing() throws IOException {
    Path rule = Files.writeString(dir.resolve("rule.json"), "{\"kind\":\"spike\"}");

    assertThat(run("put", rule.toString(), "--id=spike", "--headwater.topics.rules=nowhere"))
        .isEqualTo(1);

    assertThat(err.toString()).contains("There is no topic nowhere", "start the stream");
    // but the built-in rules are in force without one
    assertThat(run("list", "--headwater.topics.rules=nowhere")).isZero();
    assertThat(out.toString()).contains("missing-data");
  }

  private int put(String id, String json) throws IOException {
    Path file = Files.writeString(dir.resolve("rule.json"), json);
    return run("put", file.toString(), "--id=" + id);
  }

  private int run(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--bootstrap-servers=" + broker.bootstrapServers());
    if (all.stream().noneMatch(each -> each.startsWith("--headwater.topics.rules="))) {
      all.add("--headwater.topics.rules=" + topic);
    }
    return new CommandLine(new RulesCommand())
        .setParameterExceptionHandler(new UsageErrorPrinter())
        .setExecutionExceptionHandler(new FailurePrinter())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }
}
