package io.headwater.deployment.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each dashboard has only what Grafana knows, and is one that can be lived with. */
class DashboardsTest {

  private static final Path TOOLS = Path.of("src/test/grafana");

  @TempDir private Path directory;

  @Test
  void shouldHaveOnlyWhatGrafanaKnows() throws Exception {
    for (Path file : Dashboards.files()) {
      write(file, Files.readString(file));
    }
    assertThat(typeErrors()).isEmpty();
  }

  @Test
  void shouldBeCheckedForMisspeltFields() throws Exception {
    Path pipeline = Dashboards.files().get(0);
    write(pipeline, Files.readString(pipeline).replaceFirst("\"lineWidth\"", "\"lineWidht\""));

    assertThat(typeErrors()).contains("'\"lineWidht\"' does not exist");
  }

  @Test
  void shouldExplainEachPanelAndLetTheDataSourceBeChosen() {
    for (Path file : Dashboards.files()) {
      assertThat(Dashboards.panels(file))
          .isNotEmpty()
          .allSatisfy(
              panel -> {
                assertThat(panel.path("description").asString()).as("%s", panel).isNotBlank();
                assertThat(panel.path("datasource").path("uid").asString())
                    .isEqualTo("${datasource}");
              })
          .extracting(panel -> panel.path("title").asString())
          .doesNotHaveDuplicates();
    }
  }

  private void write(Path dashboard, String json) throws Exception {
    String name = String.valueOf(dashboard.getFileName()).replace(".json", ".ts");
    Files.writeString(
        directory.resolve(name),
        "import type { Dashboard } from './strict';\nexport const dashboard: Dashboard = "
            + json
            + ";\n");
  }

  /** What the compiler says; empty when all is right. */
  private String typeErrors() throws Exception {
    Path compiler = TOOLS.resolve("node_modules/.bin/tsc").toAbsolutePath();
    Requirement.that(
        Files.isExecutable(compiler),
        "Grafana's types are not installed: npm ci --prefix deployment/" + TOOLS);
    for (String file : List.of("strict.ts", "tsconfig.json", "package.json")) {
      Files.copy(TOOLS.resolve(file), directory.resolve(file));
    }
    Path modules = directory.resolve("node_modules");
    Files.createSymbolicLink(modules, TOOLS.resolve("node_modules").toAbsolutePath());
    Process process =
        new ProcessBuilder(compiler.toString(), "-p", directory.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    Files.delete(modules);
    return output;
  }
}
