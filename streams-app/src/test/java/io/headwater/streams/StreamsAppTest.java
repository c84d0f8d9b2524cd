package io.headwater.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.headwater.model.settings.KafkaSettings.InputKeying;
import io.headwater.streams.config.Guarantee;
import io.headwater.streams.config.SlidingSize;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.config.WindowSettings;
import io.headwater.streams.runtime.StreamsProgress;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
        "time.max-ahead=110000000d | headwater.time.max-ahead=110000000d is not allowed: it must"
            + " be shorter than or equal to 36500 days.",
        "streams.rocksdb.block-cache=1MB | headwater.streams.rocksdb: block-cache must be at least"
            + " as large as write-buffers, which are counted in it.",
        "streams.application-id=a/b | headwater.streams.application-id=a/b is not allowed: it must"
            + " be 1 to 128 letters, digits, dots, underscores or hyphens.",
        "streams.application-server=plant-0 | headwater.streams.application-server=plant-0 is not"
            + " allowed: it must be host:port, where others reach this process; the port is one"
            + " from 1 to 65535.",
        "streams.application-server=plant-0:65536 | headwater.streams.application-server=plant-0:65536"
            + " is not allowed: it must be host:port, where others reach this process; the port is"
            + " one from 1 to 65535.",
        "streams.application-server=http://plant-0:80 |"
            + " headwater.streams.application-server=http://plant-0:80 is not allowed: it must be"
            + " host:port, where others reach this process; the port is one from 1 to 65535.",
        "windows.pane=1500ms | headwater.windows.pane=1500ms is not allowed: it must be a whole"
            + " number of seconds.",
        "windows.pane=7s | headwater.windows.sliding=5m/1m is not allowed: it has 5m/1m, whose size"
            + " 5m is not a whole multiple of headwater.windows.pane=7s;"
            + " headwater.windows.tumbling=1m,1h is not allowed: it has 1m, whose size 1m is not a"
            + " whole multiple of headwater.windows.pane=7s.",
        "windows.tumbling=1m,90s | headwater.windows.tumbling=1m,90s is not allowed: it has 90s,"
            + " whose size 90s is not a whole multiple of headwater.windows.pane=1m.",
        "windows.tumbling[0]=soon | headwater.windows.tumbling[0]=soon is not allowed: it must be"
            + " a duration such as 100ms, 10s or 1h.",
        "windows.tumbling=1m,soon | headwater.windows.tumbling=soon is not allowed: it must be"
            + " a duration such as 100ms, 10s or 1h, or several with commas between.",
        "windows.tumbling=1m,,1h | headwater.windows: tumbling must have a window between two"
            + " commas.",
        "windows.tumbling=1d | headwater.windows.tumbling=1d is not allowed: it has 1d, which is"
            + " 1440 panes of headwater.windows.pane=1m, and 240 are the most: use a larger pane.",
        "windows.sliding=5m | headwater.windows.sliding=5m is not allowed: it must be a size and a"
            + " slide such as 5m/1m, or several with commas between.",
        "windows.sliding[0]=5m/1x | headwater.windows.sliding[0]=5m/1x is not allowed: it must be"
            + " a size and a slide such as 5m/1m.",
        "windows.session-gap=31d | headwater.windows.session-gap=31d is not allowed: it must be"
            + " shorter than or equal to 30 days.",
        "windows.tumblin=1m | There is no such setting: headwater.windows.tumblin (on the command"
            + " line; did you mean headwater.windows.tumbling?); docs/configuration.md lists them"
            + " all.",
        "kafka.input-keying=some | headwater.kafka.input-keying=some is not allowed: it must be"
            + " by-sensor or any.",
        "topics.create=maybe | headwater.topics.create=maybe is not allowed: it must be true or"
            + " false.",
        "kafka.bootstrap-servers=nowhere | headwater.kafka.bootstrap-servers=nowhere is not"
            + " allowed: it must be host:port, or several of them with commas between.",
        "kafka.properties.acks=0 | headwater.kafka.properties.acks must not be set: Headwater sets"
            + " it itself, because its guarantees rest on it. Remove the property.",
        "delivery.webhooks[0].name=ops | headwater.delivery.webhooks[0].url=null is not allowed: it"
            + " must be given.",
        "delivery.webhooks[0].url=ftp://x/secret | headwater.delivery.webhooks[0]: url must be a"
            + " whole URL that begins with https:// or http:// (it is a secret, and so not shown"
            + " here).",
        "delivery.webhooks[0].url=https://x y/secret | headwater.delivery.webhooks[0]: url must be a"
            + " whole URL that begins with https:// or http:// (it is a secret, and so not shown"
            + " here).",
        "delivery.webhooks[0].min-severity=bad | headwater.delivery.webhooks[0].min-severity=bad is"
            + " not allowed: it must be low or medium or high or critical.",
        "delivery.webhooks[0].hmac-secret= | headwater.delivery.webhooks[0]: hmac-secret must not"
            + " be empty; leave it out not to sign.",
        "delivery.webhooks.url=https://x | There is no such setting: headwater.delivery.webhooks.url"
            + " (on the command line; did you mean headwater.delivery.webhooks[].url?);"
            + " docs/configuration.md lists them all.",
        "delivery.retry.longest=10ms | headwater.delivery.retry: longest must not be shorter than"
            + " first.",
        "delivery.breaker.failure-percent=0 | headwater.delivery.breaker.failure-percent=0 is not"
            + " allowed: it must be greater than or equal to 1.",
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
  void shouldRefuseToHaveNoWindow() {
    assertThatExceptionOfType(StartFailedException.class)
        .isThrownBy(
            () ->
                StreamsApp.start(
                    "--server.port=0",
                    "--headwater.windows.tumbling=",
                    "--headwater.windows.sliding="))
        .withMessage(
            "headwater.windows.tumbling= is not allowed: it names no window, nor does"
                + " headwater.windows.sliding: at least one is needed.");
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
            "--headwater.streams.application-server=plant-0.plant-pods.hall.svc:65535",
            "--headwater.streams.rocksdb.block-cache=128MB",
            "--headwater.time.max-ahead=10m",
            "--headwater.windows.pane=30s",
            "--headwater.windows.tumbling=30s, 1h",
            "--headwater.windows.sliding=PT5M/1m,2m/30s",
            "--headwater.windows.session-gap=90s",
            "--headwater.kafka.input-keying=any",
            "--headwater.kafka.properties.linger.ms=3")) {
      StreamsSettings settings = app.getBean(StreamsSettings.class);
      assertThat(settings.streams().guarantee()).isEqualTo(Guarantee.AT_LEAST_ONCE);
      assertThat(settings.streams().commitInterval()).isEqualTo(Duration.ofSeconds(2));
      assertThat(settings.streams().stateDir()).isEqualTo(Path.of("io"));
      assertThat(settings.streams().rocksdb().blockCache()).isEqualTo(DataSize.ofMegabytes(128));
      assertThat(settings.streams().threads()).isEqualTo(1);
      assertThat(settings.streams().applicationServer())
          .isEqualTo("plant-0.plant-pods.hall.svc:65535");
      assertThat(settings.time().maxAhead()).isEqualTo(Duration.ofMinutes(10));
      assertThat(settings.windows())
          .isEqualTo(
              new WindowSettings(
                  Duration.ofSeconds(30),
                  List.of(Duration.ofSeconds(30), Duration.ofHours(1)),
                  List.of(SlidingSize.of("5m/1m"), SlidingSize.of("2m/30s")),
                  Duration.ofSeconds(90)));
      assertThat(settings.kafka().inputKeying()).isEqualTo(InputKeying.ANY);
      assertThat(settings.kafka().properties()).containsEntry("linger.ms", "3");
      assertThat(app.getBean(StreamsProgress.class).isReady()).isFalse();
    }
  }
}
