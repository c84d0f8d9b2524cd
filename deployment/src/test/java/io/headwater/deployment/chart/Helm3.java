package io.headwater.deployment.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.List;

/** Helm 3, in this process. */
final class Helm3 {

  static final String RELEASE = "headwater";
  static final String NAMESPACE = "plant";

  /** Of Kubernetes, that the chart is for. */
  private static final String OLDEST = "1.27.0";

  private Helm3() {}

  /** The manifests of the chart with the values of that scenario, but not those of its test. */
  static List<Manifest> render(Scenario scenario) {
    return Manifest.parse(template(Scenario.CHART, scenario.file()));
  }

  /**
   * What {@code helm template} prints.
   *
   * @param values files, of which later ones win
   * @throws IllegalStateException with Helm's words, when it refuses
   */
  static String template(Path chart, Path... values) {
    TemplateCommand command =
        new Helm(chart)
            .template()
            .withName(RELEASE)
            .withNamespace(NAMESPACE)
            .withKubeVersion(OLDEST);
    for (Path file : values) {
      command = command.withValuesFile(file);
    }
    return command.call();
  }

  /** What {@code helm lint --strict} says to a chart with its own values. */
  static LintResult lint(Path chart) {
    return new Helm(chart).lint().strict().call();
  }
}
