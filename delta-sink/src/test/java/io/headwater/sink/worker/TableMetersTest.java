package io.headwater.sink.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sink.worker.CommitReport.Move;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What Prometheus gets of a table, in the text it reads. */
class TableMetersTest {

  private static final Path DOCUMENTED = Path.of("../docs/metrics.md");
  private static final Pattern NAME = Pattern.compile("`(headwater_sink_\\w+)`");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final TableJournal journal =
      new TableJournal(Scenario.EVENTS, registry, InstantSource.system());

  @Test
  void shouldCountAFlushWithItsSteps() {
    journal.committed(flush(Duration.ofMillis(700), Duration.ofMillis(30)), "committed");

    assertThat(registry.scrape())
        .contains("headwater_sink_rows_total{table=\"events\"} 1200.0")
        .contains("headwater_sink_files_total{table=\"events\"} 2.0")
        .contains("headwater_sink_bytes_total{table=\"events\"} 34567.0")
        .contains("headwater_sink_commits_total{outcome=\"committed\",table=\"events\"} 1.0")
        .contains("headwater_sink_write_seconds_bucket{table=\"events\",le=\"0.5\"} 0")
        .contains("headwater_sink_write_seconds_bucket{table=\"events\",le=\"1.0\"} 1")
        .contains("headwater_sink_commit_seconds_bucket{table=\"events\",le=\"0.05\"} 1");
  }

  @Test
  void shouldNotCountFilesAsWrittenTwiceWhenOnlyTheCommitIsTriedAgain() {
    journal.committed(flush(Duration.ZERO, Duration.ofMillis(30)), "already_applied");

    assertThat(registry.scrape())
        .contains("headwater_sink_write_seconds_count{table=\"events\"} 0")
        .contains("headwater_sink_commit_seconds_count{table=\"events\"} 1");
  }

  @Test
  void shouldHaveEveryOutcomeFromTheStart() {
    journal.commitUnknown();

    assertThat(registry.scrape())
        .contains("headwater_sink_commits_total{outcome=\"unknown\",table=\"events\"} 1.0")
        .contains("headwater_sink_commits_total{outcome=\"conflict\",table=\"events\"} 0.0")
        .contains("headwater_sink_commits_total{outcome=\"failed\",table=\"events\"} 0.0");
  }

  @Test
  void shouldBeDocumented() throws IOException {
    Set<String> exported =
        registry
            .scrape()
            .lines()
            .filter(line -> line.startsWith("# TYPE headwater_sink_"))
            .map(line -> line.split(" ", -1)[2])
            .filter(name -> !name.endsWith("_max")) // of timers: Prometheus has the buckets
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> documented =
        NAME.matcher(Files.readString(DOCUMENTED))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(documented).containsAll(exported);
  }

  private static CommitReport flush(Duration write, Duration commit) {
    return new CommitReport(
        Instant.EPOCH, 7, 1_200, 2, 34_567, write, commit, List.of(new Move(0, 5, 1_205)), 0);
  }
}
