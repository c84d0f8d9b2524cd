package io.headwater.sink.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sink.SinkApp;
import io.headwater.testkit.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as the launcher starts them: nothing but the answer comes out, and it ends. */
class TablesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path base;
  @TempDir private Path work;

  @Test
  void shouldAnswerAndEnd() throws IOException {
    try (StockedTables tables = new StockedTables(base)) {
      tables.commit("2026-01-01");
      Path old = tables.orphan("2026-01-01", Duration.ofDays(8));

      try (JavaProcess vacuum = run("vacuum", "--delete")) {
        assertThat(vacuum.awaitExit(PATIENCE)).as(vacuum.tail()).isZero();
        // (what logging says of itself depends on the tests' class path)
        assertThat(vacuum.output().replaceAll("SLF4J.*\\R", "").strip())
            .matches("table +files deleted +size +too young +retention\\R+events +1 +6 B +0 +7 d");
      }
      assertThat(old).doesNotExist();
    }
    try (JavaProcess show = run("show", "nothing")) {
      assertThat(show.awaitExit(PATIENCE)).isEqualTo(2);
      assertThat(show.output()).contains("There is no table nothing in file:");
    }
  }

  private JavaProcess run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("tables"));
    all.addAll(List.of(arguments));
    all.add("--headwater.delta.base-path=" + base);
    return JavaProcess.start(
        SinkApp.class, work, List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"), all);
  }
}
