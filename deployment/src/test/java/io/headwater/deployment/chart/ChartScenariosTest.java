package io.headwater.deployment.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Each supported scenario, through Helm 3 and Helm 4. */
class ChartScenariosTest {

  static List<Scenario> scenarios() {
    return Scenario.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void shouldPassTheStrictLintOfHelm3(Scenario scenario, @TempDir Path directory)
      throws IOException {
    // Its Java interface takes no values: they become those of a copy of the chart
    Path chart = ChartCopy.of(Scenario.CHART, directory).withValues(scenario.file());

    LintResult result = Helm3.lint(chart);

    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void shouldPassTheStrictLintOfHelm4(Scenario scenario) {
    assertThat(Helm4.installed().lint(scenario.file()).successful())
        .contains("1 chart(s) linted, 0 chart(s) failed");
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void shouldBeTheSameWhicheverHelmRendersIt(Scenario scenario) {
    List<Manifest> fromHelm3 = Helm3.render(scenario);
    List<Manifest> fromHelm4 =
        Helm4.installed().render(scenario).stream().filter(manifest -> !manifest.isHook()).toList();

    assertThat(fromHelm3).isNotEmpty().isEqualTo(fromHelm4);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void shouldTellWhoeverInstallsItWhatToLookAt(Scenario scenario) {
    assertThat(Helm4.installed().notes(scenario.file()))
        .contains("rollout status statefulset/", "/actuator/health/readiness")
        .doesNotContain("<no value>", "%!");
  }

  @Test
  void shouldReallyBeHelm4() {
    assertThat(Helm4.installed().version()).startsWith("v4.");
  }

  /** The images' tag is the chart's appVersion where no other one is given. */
  @Test
  void shouldBeOfTheVersionOfTheApps() throws IOException {
    Map<String, Object> chart =
        Manifest.map(new Yaml().load(Files.readString(Scenario.CHART.resolve("Chart.yaml"))));
    Matcher pom =
        Pattern.compile("<artifactId>headwater</artifactId>\\s*<version>([^<]+)</version>")
            .matcher(Files.readString(Path.of("..", "pom.xml")));

    assertThat(pom.find()).isTrue();
    String version = pom.group(1).replace("-SNAPSHOT", "");
    assertThat(chart).containsEntry("version", version).containsEntry("appVersion", version);
  }

  @Test
  void shouldPassTheStrictLintAsItIs() {
    assertThat(Helm3.lint(Scenario.CHART).isFailed()).isFalse();
    assertThat(Helm4.installed().lint().successful()).contains("0 chart(s) failed");
  }
}
