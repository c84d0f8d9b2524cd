package io.headwater.model.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingNamesTest {

  record Tree(
      Branch branch,
      Map<String, String> properties,
      Integer threads,
      List<Target> targets,
      List<Size> sizes) {}

  record Branch(Duration flushInterval, List<String> names) {}

  record Target(String hostName, List<String> tags) {}

  record Size(int width, int height) {
    public static Size of(String text) {
      return new Size(text.length(), 1);
    }
  }

  private final SettingNames names = SettingNames.of("headwater", Tree.class, "headwater.other");

  @Test
  void shouldReadTheNamesOffTheRecords() {
    assertThat(names.all())
        .containsExactly(
            "headwater.branch.flush-interval",
            "headwater.branch.names",
            "headwater.properties.*",
            "headwater.threads",
            "headwater.targets[].host-name",
            "headwater.targets[].tags",
            "headwater.sizes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "headwater.branch.flush-interval",
        "headwater.branch.flushInterval",
        "headwater.branch.flush_interval",
        "HEADWATER_BRANCH_FLUSHINTERVAL",
        "HEADWATER_BRANCH_FLUSH_INTERVAL",
        "headwater.branch.names",
        "headwater.branch.names[0]",
        "HEADWATER_BRANCH_NAMES_10",
        "headwater.properties.security.protocol",
        "HEADWATER_PROPERTIES_SECURITY_PROTOCOL",
        "headwater.targets[0].host-name",
        "headwater.targets[12].hostName",
        "headwater.sizes[1]",
        "HEADWATER_TARGETS_0_HOSTNAME",
        "HEADWATER_TARGETS_0_HOST_NAME",
        "headwater.targets[0].tags",
        "headwater.targets[0].tags[1]",
        "HEADWATER_TARGETS_0_TAGS_1",
        "headwater.other.whatever"
      })
  void shouldKnowANameInEachSpelling(String name) {
    assertThat(names.isKnown(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server.port",
        "PATH",
        "HEADWATER_JAVA_OPTS",
        "HEADWATER_STREAM_SERVICE_HOST",
        "HEADWATER_STREAM_SERVICE_PORT_HTTP",
        "HEADWATER_STREAM_PORT",
        "HEADWATER_STREAM_PORT_8080_TCP_ADDR"
      })
  void shouldLeaveAloneWhatIsNotItsOwn(String name) {
    assertThat(names.isKnown(name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "headwater.thread, headwater.threads",
    "HEADWATER_THREAD, headwater.threads",
    "headwater.branch.flush-intervall, headwater.branch.flush-interval",
    "headwater.flush-interval, headwater.branch.flush-interval",
    "headwater.branch.name[0], headwater.branch.names",
    "headwater.branch.names.first, headwater.branch.names",
    "headwater.targets.host-name, headwater.targets[].host-name",
    "headwater.targets[0].host-nam, headwater.targets[].host-name",
    "HEADWATER_TARGETS_0_TAG, headwater.targets[].tags",
    "headwater.propertys.linger.ms, headwater.properties.*"
  })
  void shouldNameTheNearestWhenANameIsMisspelt(String misspelt, String meant) {
    assertThat(names.isKnown(misspelt)).isFalse();
    assertThat(names.nearest(misspelt)).contains(meant);
  }

  @Test
  void shouldNotGuessWhenNothingIsNear() {
    assertThat(names.nearest("headwater.colour")).isEmpty();
  }

  @Test
  void shouldComplainInOneSentenceAboutAllUnknownNames() {
    assertThat(
            names.complaint(
                Map.of("the command line", List.of("headwater.thread", "headwater.threads"))))
        .contains(
            "There is no such setting: headwater.thread (the command line; did you mean"
                + " headwater.threads?); docs/configuration.md lists them all.");
  }

  @Test
  void shouldNotComplainWhenAllAreKnown() {
    assertThat(names.complaint(Map.of("the environment", List.of("HEADWATER_THREADS")))).isEmpty();
  }
}
