package io.headwater.sink.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.sink.config.CommandSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AuditCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void shouldTakeTheSinksSettingsAsTheyAreGivenToTheSink() {
    // When settings are given on the command line
    CommandSettings settings =
        CommandSettings.load(
            List.of(
                "--headwater.kafka.bootstrap-servers=broker:1234",
                "--headwater.delta.base-path=/lake",
                "--headwater.sink.id=plant-1",
                "--headwater.topics.events=readings",
                "--headwater.streams.application-id=plant-streams"));

    // Then they are read as the sink reads them, and the rest are its defaults
    assertThat(settings.sink().kafka().bootstrapServers()).isEqualTo("broker:1234");
    assertThat(settings.sink().delta().basePath()).isEqualTo("/lake");
    assertThat(settings.sink().sink().id()).isEqualTo("plant-1");
    assertThat(settings.sink().topics().events()).isEqualTo("readings");
    assertThat(settings.sink().topics().enriched()).isEqualTo("sensor-events-enriched");
    assertThat(settings.streamsApplicationId()).isEqualTo("plant-streams");
  }

  @Test
  void shouldRefuseWhatIsNoSetting() {
    assertThatThrownBy(() -> CommandSettings.load(List.of("--headwater.delta.base-paht=/lake")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean headwater.delta.base-path?");
    assertThatThrownBy(() -> CommandSettings.load(List.of("--headwater.sink.id=a/b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("headwater.sink.id=a/b is not allowed: it must be");
  }

  @Test
  void shouldEndWithTwoForAWrongCommandLine() {
    assertThat(run("--jsno")).isEqualTo(2);
    assertThat(err.toString()).contains("There is no option or setting --jsno");
  }

  @Test
  void shouldEndWithTwoWhenTheBrokerDoesNotAnswer() {
    // When nobody listens at the address
    int exitCode =
        run(
            "--headwater.kafka.bootstrap-servers=127.0.0.1:1",
            "--headwater.kafka.properties.default.api.timeout.ms=1000",
            "--headwater.kafka.properties.request.timeout.ms=1000");

    // Then it says so in one sentence
    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).startsWith("Kafka at 127.0.0.1:1 does not answer: ").hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void shouldEndWithTwoWhenTheBrokersAddressIsNone() {
    assertThat(run("--headwater.kafka.bootstrap-servers=nowhere")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("headwater.kafka.bootstrap-servers=nowhere is not allowed: ")
        .hasLineCount(1);
  }

  @Test
  void shouldExplainItself() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("--json", "--headwater.delta.base-path", "Exit code");
  }

  private int run(String... arguments) {
    return new CommandLine(new AuditCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
