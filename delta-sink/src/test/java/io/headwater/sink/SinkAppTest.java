package io.headwater.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.sink.config.SinkSettings;
import io.headwater.sink.runtime.SinkProgress;
import io.headwater.sink.worker.TableProgress;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.unit.DataSize;

/** The sink as a part of another program; no broker is needed to see it start. */
class SinkAppTest {

  private static final String NOBODY = "--headwater.kafka.bootstrap-servers=127.0.0.1:1";

  @TempDir private Path base;

  @Test
  void shouldBeThereWithItsProgressBeforeTheBrokerIs() {
    try (ConfigurableApplicationContext app = SinkApp.start(start())) {
      SinkProgress progress = app.getBean(SinkProgress.class);

      assertThat(progress.tables())
          .extracting(TableProgress::table)
          .containsExactly("events", "aggregates", "anomalies", "alerts", "rejected_events");
      assertThat(progress.failure()).isEmpty();
      assertThat(progress.lag(progress.tables().get(0))).isEmpty();
      MeterRegistry meters = app.getBean(MeterRegistry.class);
      assertThat(meters.get("headwater.sink.up").tag("table", "events").gauge().value()).isZero();
      assertThat(meters.get("headwater.sink.lag").tag("table", "events").gauge().value()).isNaN();
    }
  }

  @Test
  void shouldReadItsSettings() {
    try (ConfigurableApplicationContext app =
        SinkApp.start(
            start(
                "--headwater.sink.id=plant-2",
                "--headwater.sink.flush-interval=250ms",
                "--headwater.sink.flushRows=7",
                "--headwater.sink.flush-bytes=1MB",
                "--headwater.delta.hadoop.fs.azure.account.key.a1.dfs.core.windows.net=secret",
                "--headwater.delta.hadoop.fs.azure.createRemoteFileSystemDuringInitialization=true",
                "--headwater.streams.threads=2"))) {
      SinkSettings settings = app.getBean(SinkSettings.class);

      assertThat(settings.sink().id()).isEqualTo("plant-2");
      assertThat(settings.sink().flushInterval()).isEqualTo(Duration.ofMillis(250));
      assertThat(settings.sink().flushRows()).isEqualTo(7);
      assertThat(settings.sink().flushBytes()).isEqualTo(DataSize.ofMegabytes(1));
      assertThat(settings.delta().hadoop())
          .isEqualTo(
              Map.of(
                  "fs.azure.account.key.a1.dfs.core.windows.net", "secret",
                  "fs.azure.createRemoteFileSystemDuringInitialization", "true"));
      assertThat(settings.toString()).doesNotContain("secret");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --headwater.sink.flush-intervall=1s  | did you mean headwater.sink.flush-interval?
          --headwater.sink.colour=red          | There is no such setting: headwater.sink.colour
          --headwater.sink.flush-interval=soon | headwater.sink.flush-interval=soon is not allowed: it must be a duration
          --headwater.sink.flush-bytes=1KB     | must be at least 64KB
          --headwater.sink.id=a/b              | headwater.sink.id=a/b is not allowed: it must be 1 to 100 letters
          --headwater.delta.azure.auth=shared-key | headwater.delta.azure.auth is shared-key, so headwater.delta.azure.account-key must be set too
          --headwater.delta.hadoop=fs.azure.account.key=TOPSECRET | headwater.delta.hadoop=… is not allowed: it must be one setting for each key
          --headwater.kafka.profile=pulsar     | headwater.kafka.profile=pulsar is not allowed: it must be kafka or event-hubs
          --headwater.kafka.properties.isolation.level=read_uncommitted | its guarantees rest on it
          --headwater.kafka.properties.fetch.max.bytes=many | Invalid value many for configuration fetch.max.bytes
          """)
  void shouldSayInOneSentenceWhatIsWrongWithASetting(String setting, String sentence) {
    String[] arguments = start(setting, "--spring.main.web-application-type=none");
    assertThatThrownBy(() -> SinkApp.start(arguments).close())
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining(sentence)
        .message()
        .doesNotContain("Exception", "\n");
  }

  @Test
  void shouldExitWithTwoForAWrongCommandLine() {
    assertThat(SinkApp.execute("sink", "--nonsense")).isEqualTo(2);
    assertThat(SinkApp.execute("sink", "nonsense")).isEqualTo(2);
    assertThat(SinkApp.execute("nonsense")).isEqualTo(2);
    assertThat(SinkApp.execute("sink", "--help")).isZero();
  }

  @Test
  void shouldNotTellValuesOfWhatItDidNotUnderstand() {
    assertThat(
            SinkApp.withoutValues(
                "Unknown options: '--headwater.delta.azure.account-key=S3cr/et==', '--port=1'"))
        .isEqualTo("Unknown options: '--headwater.delta.azure.account-key=…', '--port=…'");
  }

  private String[] start(String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add(NOBODY);
    arguments.add("--server.port=0");
    arguments.add("--headwater.delta.base-path=" + base);
    return arguments.toArray(String[]::new);
  }
}
