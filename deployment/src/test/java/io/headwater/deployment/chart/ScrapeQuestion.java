package io.headwater.deployment.chart;

import io.headwater.testkit.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the pod of {@code helm test} does in the scenario with everything, done on this machine. */
final class ScrapeQuestion {

  private ScrapeQuestion() {}

  /**
   * Runs the pod's command.
   *
   * @param prometheus its URL
   */
  static Tool.Outcome ask(String prometheus, int attempts, Duration pause) {
    Requirement.program("curl", "curl");
    Installed installed = new Installed(Helm4.installed().render(Scenario.named("everything")));
    Container container =
        new Container(Manifest.map(installed.only("Pod").at("spec", "containers", 0)));
    Map<String, String> environment = new HashMap<>();
    container.environment().forEach((name, value) -> environment.put(name, value.toString()));
    environment.put("PROMETHEUS", prometheus);
    environment.put("ATTEMPTS", String.valueOf(attempts));
    environment.put("PAUSE", String.valueOf(pause.toSeconds()));
    List<String> command =
        Manifest.list(container.document().get("command")).stream().map(String::valueOf).toList();
    return Tool.run(Path.of("").toAbsolutePath(), environment, command);
  }
}
