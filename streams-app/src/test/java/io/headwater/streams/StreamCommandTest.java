package io.headwater.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.streams.config.UnknownSettingsCheck;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

class StreamCommandTest {

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version"})
  void shouldTellAboutItselfAndEndWell(String option) {
    assertThat(StreamCommand.execute(option)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--threads=2", "now", "-headwater.streams.threads=2"})
  void shouldRefuseWhatIsNoSetting(String argument) {
    assertThat(StreamCommand.execute(argument)).isEqualTo(2);
  }

  @Test
  void shouldNotRepeatTheValueOfWhatItDidNotUnderstand() {
    assertThat(
            StreamCommand.withoutValues(
                "Unmatched argument at index 0: 'headwater.kafka.event-hubs.connection-string=a;b=c'"))
        .isEqualTo(
            "Unmatched argument at index 0: 'headwater.kafka.event-hubs.connection-string=…'");
  }

  @Test
  void shouldOfferOnlySettingsThereAre() {
    List<String> offered =
        Arrays.stream(StreamCommand.class.getAnnotation(Command.class).footer())
            .map(String::strip)
            .filter(line -> line.startsWith("--headwater."))
            .map(line -> line.substring(2, line.indexOf('=')))
            .toList();

    assertThat(offered).hasSizeGreaterThan(5);
    assertThat(UnknownSettingsCheck.NAMES.complaint(Map.of("the help", offered))).isEmpty();
  }
}
