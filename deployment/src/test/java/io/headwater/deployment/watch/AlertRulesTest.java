package io.headwater.deployment.watch;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.deployment.watch.AlertRules.AlertRule;
import io.headwater.testkit.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each alert is valid, fires when it must, is silent when it must be, and has its page. */
class AlertRulesTest {

  private static final Path SCENARIOS = Path.of("src/test/rules");
  private static final Path PAGES = Path.of("../docs/operations");
  private static final Pattern ASKED = Pattern.compile("ALERTS\\{alertname=\"(\\w+)\", .*");

  private final List<AlertRule> rules = AlertRules.all();

  @Test
  void shouldBeAcceptedByPrometheus() throws Exception {
    assertThat(promtool("check", AlertRules.files())).contains("SUCCESS");
  }

  @Test
  void shouldFireInEachScenarioInWhichTheyMust() throws Exception {
    promtool("test", scenarios());
  }

  @Test
  void shouldHaveAScenarioInWhichEachFiresAndOneInWhichItDoesNot() {
    Set<String> names = rules.stream().map(AlertRule::name).collect(toSet());

    assertThat(alerts(asked -> fires(asked))).isEqualTo(names);
    assertThat(alerts(asked -> !fires(asked))).isEqualTo(names);
  }

  @Test
  void shouldSayHowBadItIsWhatItMeansAndWhereThatIsWritten() {
    assertThat(rules).hasSizeGreaterThan(15).extracting(AlertRule::name).doesNotHaveDuplicates();
    assertThat(rules)
        .allSatisfy(
            rule -> {
              assertThat(rule.name()).startsWith("Headwater");
              assertThat(rule.labels().get("severity")).isIn("warning", "critical");
              assertThat(rule.annotations())
                  .containsOnlyKeys("summary", "description", "runbook_url");
              assertThat(rule.annotations().get("runbook_url"))
                  .isEqualTo("docs/operations/" + rule.page());
            });
  }

  @Test
  void shouldHaveAPageEachAndNoPageWithoutAnAlert() throws IOException {
    Set<String> pages = rules.stream().map(AlertRule::page).collect(toSet());
    try (Stream<Path> files = Files.list(PAGES)) {
      assertThat(
              files
                  .map(file -> String.valueOf(file.getFileName()))
                  .filter(name -> name.startsWith("headwater-")))
          .containsExactlyInAnyOrderElementsOf(pages);
    }
    String index = Files.readString(PAGES.resolve("README.md"));
    for (AlertRule rule : rules) {
      assertThat(index)
          .contains(
              "[%s](%s) | %s |".formatted(rule.name(), rule.page(), rule.labels().get("severity")));
      assertThat(Files.readString(PAGES.resolve(rule.page())))
          .startsWith("# " + rule.name() + "\n")
          .contains("**Users notice:**", "## Find the cause", "## What to do", "## Over when");
    }
  }

  private static boolean fires(Map<?, ?> asked) {
    return AlertRules.maps(asked, "exp_samples").findAny().isPresent();
  }

  /** Of which there is such a scenario. */
  private static Set<String> alerts(Predicate<Map<?, ?>> such) {
    return scenarios().stream()
        .flatMap(file -> AlertRules.maps(AlertRules.load(file), "tests"))
        .flatMap(test -> AlertRules.maps(test, "promql_expr_test"))
        .filter(such)
        .map(AlertRulesTest::alert)
        .collect(toSet());
  }

  private static String alert(Map<?, ?> asked) {
    Matcher matcher = ASKED.matcher(String.valueOf(asked.get("expr")));
    assertThat(matcher.matches()).as("%s", asked).isTrue();
    return matcher.group(1);
  }

  private static List<Path> scenarios() {
    try (Stream<Path> files = Files.list(SCENARIOS)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String promtool(String command, List<Path> files) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Requirement.program("promtool", "prometheus").toString());
    line.addAll(List.of(command, "rules"));
    files.forEach(file -> line.add(file.toString()));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
