package io.headwater.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.headwater.streams.config.Guarantee;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.runtime.StreamsProgress;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.unit.DataSize;

class StreamsAppTest {

  /** Nobody listens there, so nothing is waited for. */
  private static final String NO_BROKER = "--headwater.kafka.bootstrap-servers=127.0.0.1:1";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "streams.threads=many | headwater.streams.threads=many is not allowed: it must be a whole"
            + " number.",
        "streams.threads=0 | headwater.streams.threads=0 is not allowed: it must be greater than or"
            + " equal to 1.",
        "streams.guarantee=often | headwater.streams.guarantee=often is not allowed: it must be"
            + " exactly_once_v2 or at_least_once.",
        "streams.commit-interval=1ms | headwater.streams.commit-interval=1ms is not allowed: it"
            + " must be longer than or equal to 10 millis.",
        "streams.commit-interval=soon | headwater.streams.commit-interval=soon is not allowed: it"
            + " must be a duration such as 100ms, 10s or 1h.",
        "time.max-ahead=110000000d | headwater.time.max-ahead=PT2640000000H is not allowed: it must"
            + " be shorter than or equal to 36500 days.",
        "streams.rocksdb.block-cache=1MB | headwater.streams.rocksdb: block-cache must be at least"
            + " as large as write-buffers, which are counted in it.",
        "streams.application-id=a/b | headwater.streams.application-id=a/b is not allowed: it must"
            + " be 1 to 128 letters, digits, dots, underscores or hyphens.",
        "topics.create=maybe | headwater.topics.create=maybe is not allowed: it must be true or"
            + " false.",
        "kafka.bootstrap-servers=nowhere | headwater.kafka.bootstrap-servers=nowhere is not"
            + " allowed: it must be host:port, or several of them with commas between.",
        "kafka.properties.acks=0 | headwater.kafka.properties.acks must not be set: Headwater sets"
            + " it itself, because its guarantees rest on it. Remove the property.",
        "streams.thread=2 | There is no such setting: headwater.streams.thread (on the command"
            + " line; did you mean headwater.streams.threads?); docs/configuration.md lists them"
            + " all."
      })
  void shouldSayWhatIsWrongAndWhatIsAllowedWhenASettingIsRefused(String setting, String sentence) {
    assertThatExceptionOfType(StartFailedException.class)
        .isThrownBy(() -> StreamsApp.start("--server.port=0", "--headwater." + setting))
        .withMessage(sentence);
  }

  @Test
  void shouldSayWhatToDoWhenThePortIsInUse() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
      assertThatExceptionOfType(StartFailedException.class)
          .isThrownBy(() -> StreamsApp.start("--server.port=" + other.getLocalPort(), NO_BROKER))
          .withMessage(
              "Port %d is in use by another program; choose another one with --server.port"
                  + " (0 takes any that is free).",
              other.getLocalPort());
    }
  }

  @Test
  void shouldBindTheSettingsAndLeaveAloneTheSinks() {
    try (ConfigurableApplicationContext app =
        StreamsApp.start(
            "--server.port=0",
            NO_BROKER,
            "--headwater.sink.flush-rows=7",
            "--headwater.delta.base-path=tables",
            "--headwater.streams.guarantee=at_least_once",
            "--headwater.streams.commit-interval=2s",
            "--headwater.streams.state-dir=io",
            "--headwater.streams.rocksdb.block-cache=128MB",
            "--headwater.time.max-ahead=10m",
            "--headwater.kafka.properties.linger.ms=3")) {
      StreamsSettings settings = app.getBean(StreamsSettings.class);
      assertThat(settings.streams().guarantee()).isEqualTo(Guarantee.AT_LEAST_ONCE);
      assertThat(settings.streams().commitInterval()).isEqualTo(Duration.ofSeconds(2));
      assertThat(settings.streams().stateDir()).isEqualTo(Path.of("io"));
      assertThat(settings.streams().rocksdb().blockCache()).isEqualTo(DataSize.ofMegabytes(128));
      assertThat(settings.streams().threads()).isEqualTo(1);
      assertThat(settings.time().maxAhead()).isEqualTo(Duration.ofMinutes(10));
      assertThat(settings.kafka().properties()).containsEntry("linger.ms", "3");
      assertThat(app.getBean(StreamsProgress.class).isReady()).isFalse();
    }
  }
}
