package io.headwater.deployment.watch;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.deployment.watch.Dashboards.Question;
import io.headwater.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The running demo, scraped by a real Prometheus: what is asked of it there has an answer. */
class DemoWatchIT {

  /** The first windows close a minute and ten seconds after the first event. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Path DOCUMENTATION = Path.of("../docs/metrics.md");
  private static final Pattern DOCUMENTED =
      Pattern.compile("^\\| `((?:headwater|kafka)_\\w+)`.*", Pattern.MULTILINE);
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:(?:headwater|kafka|process)_\\w+|up)\\b");

  @TempDir private static Path directory;
  private static WatchedDemo demo;
  private static PrometheusServer prometheus;

  @BeforeAll
  static void start() throws IOException {
    Requirement.program("prometheus", "prometheus");
    demo = WatchedDemo.start(directory);
    await().atMost(PATIENCE).until(demo::isGreeting);
    prometheus = PrometheusServer.start(directory, List.of(demo.stream(), demo.sink()));
    await().atMost(PATIENCE).until(prometheus::isReady);
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (demo != null) {
      demo.close();
    }
  }

  @Test
  void shouldShowSomethingInEachPanel() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () ->
                assertThat(Dashboards.questions())
                    .filteredOn(question -> !hasAnswer(question))
                    .as("without an answer")
                    .isEmpty());
  }

  @Test
  void shouldHaveWhatTheAlertsLookAtAndNoReasonToFire() {
    assertThat(
            AlertRules.all().stream()
                .flatMap(rule -> METRIC.matcher(rule.expression()).results())
                .map(match -> match.group())
                .distinct())
        .isNotEmpty()
        .allSatisfy(
            metric ->
                await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                        () -> assertThat(prometheus.ask(metric)).as(metric).isNotEmpty()));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              List<JsonNode> rules = prometheus.rules();
              assertThat(rules).hasSameSizeAs(AlertRules.all());
              assertThat(rules)
                  .allSatisfy(
                      rule -> {
                        assertThat(rule.path("health").asString()).as("%s", rule).isEqualTo("ok");
                        assertThat(rule.path("state").asString())
                            .as("%s", rule)
                            .isNotEqualTo("firing");
                      });
            });
  }

  @Test
  void shouldExposeWhatIsDocumentedAndDocumentWhatIsExposed() throws IOException {
    String page = Files.readString(DOCUMENTATION);
    Set<String> always = documented(page, line -> !line.contains("appears with the first"));
    Set<String> documented = documented(page, line -> true);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Set<String> exposed = exposed();
              assertThat(exposed).as("exposed, and not documented").isSubsetOf(documented);
              assertThat(always).as("documented, and not exposed").isSubsetOf(exposed);
            });
  }

  private static boolean hasAnswer(Question question) {
    return prometheus.ask(question.toPrometheus()).stream().anyMatch(value -> !value.isNaN());
  }

  private static Set<String> documented(String page, Predicate<String> whereLine) {
    return DOCUMENTED
        .matcher(page)
        .results()
        .filter(match -> whereLine.test(match.group()))
        .map(match -> match.group(1))
        .collect(toCollection(TreeSet::new));
  }

  /** What the page is about: Headwater's own, and what is let through of Kafka's. */
  private static Set<String> exposed() {
    return Stream.of(demo.stream(), demo.sink())
        .flatMap(address -> WatchedDemo.scrape(address).lines())
        .filter(line -> line.startsWith("# TYPE headwater_") || line.startsWith("# TYPE kafka_"))
        .map(line -> line.split(" ", -1)[2])
        .filter(name -> !name.endsWith("_seconds_max")) // comes with each histogram
        .collect(toCollection(TreeSet::new));
  }
}
