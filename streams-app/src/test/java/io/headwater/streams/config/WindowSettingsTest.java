package io.headwater.streams.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.headwater.model.WindowSpec;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.convert.DurationStyle;

class WindowSettingsTest {

  @Test
  void shouldHaveTheWindowsOfTheContractByDefault() {
    WindowSettings windows = WindowSettings.defaults();

    assertThat(windows.pane()).hasMinutes(1);
    assertThat(windows.aligned())
        .containsExactly(
            new WindowSpec.Tumbling("1m", Duration.ofMinutes(1)),
            new WindowSpec.Tumbling("1h", Duration.ofHours(1)),
            new WindowSpec.Sliding("5m", Duration.ofMinutes(5), Duration.ofMinutes(1)));
    assertThat(windows.session())
        .isEqualTo(new WindowSpec.Session("session", Duration.ofMinutes(10)));
    assertThat(complaints(windows)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "60s, 1m",
    "90s, 90s",
    "60m, 1h",
    "90m, 90m",
    "24h, 1d",
    "25h, 25h",
    "PT1H, 1h",
    "1000ms, 1s",
  })
  void shouldNameAWindowByItsSizeInTheLargestWholeUnit(String size, String name) {
    assertThat(windows("1s", size, "", "10m").aligned())
        .extracting(WindowSpec::name)
        .containsExactly(name);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "1s, 1s, -, 1s",
        "1h, 1h, -, 30d",
        "1h, 240h, 24h/1h, 10m",
        "1m, -, 5m/1m, 10m",
        "1m, 240m, -, 10m",
        "1m, -, 240m/240m, 10m",
        "7s, 7s;14s, 21s/7s, 1500ms",
      })
  void shouldTakeWindowsThatFitOnTheGridOfPanes(
      String pane, @Nullable String tumbling, @Nullable String sliding, String gap) {
    assertThat(complaints(windows(pane, tumbling, sliding, gap))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "0s | 1m | - | 10m | pane must be longer than or equal to 1 second",
        "-1s | 1m | - | 10m | pane must be longer than or equal to 1 second",
        "999ms | 1m | - | 10m | pane must be longer than or equal to 1 second;"
            + " pane must be a whole number of seconds",
        "3601s | 3601s | - | 10m | pane must be shorter than or equal to 1 hour",
        "1001ms | 1m | - | 10m | pane must be a whole number of seconds",
        "1m | - | - | 10m | tumbling names no window, nor does headwater.windows.sliding: at least"
            + " one is needed",
        "1m | 1m;0s | - | 10m | tumbling has 0s, whose size 0s is not positive",
        "1m | -1m | - | 10m | tumbling has -1m, whose size -1m is not positive",
        "1m | 1m;61s | - | 10m | tumbling has 61s, whose size 61s is not a whole multiple of"
            + " headwater.windows.pane=1m",
        "1m | 59s | - | 10m | tumbling has 59s, whose size 59s is not a whole multiple of"
            + " headwater.windows.pane=1m",
        "1s | 1001ms | - | 10m | tumbling has 1001ms, whose size 1001ms is not a whole multiple of"
            + " headwater.windows.pane=1s",
        "1m | 1h;60m | - | 10m | tumbling has 1h twice",
        "1m | 241m | - | 10m | tumbling has 241m, which is 241 panes of headwater.windows.pane=1m,"
            + " and 240 are the most: use a larger pane",
        "1m | - | 241m/1m | 10m | sliding has 241m/1m, which is 241 panes of"
            + " headwater.windows.pane=1m, and 240 are the most: use a larger pane",
        "1m | 1m | 0s/1m | 10m | sliding has 0s/1m, whose size 0s is not positive",
        "1m | 1m | 5m/0s | 10m | sliding has 5m/0s, whose slide 0s is not positive",
        "1m | 1m | 5m/-1m | 10m | sliding has 5m/-1m, whose slide -1m is not positive",
        "1m | 1m | 90s/1m | 10m | sliding has 90s/1m, whose size 90s is not a whole multiple of"
            + " headwater.windows.pane=1m",
        "1m | 1m | 5m/30s | 10m | sliding has 5m/30s, whose slide 30s is not a whole multiple of"
            + " headwater.windows.pane=1m",
        "1m | 1m | 5m/2m | 10m | sliding has 5m/2m, whose size 5m is not a whole multiple of its"
            + " slide 2m",
        "1m | 1m | 5m/10m | 10m | sliding has 5m/10m, whose size 5m is not a whole multiple of its"
            + " slide 10m",
        "1m | 5m | 300s/1m | 10m | sliding has 5m/1m, but there is another window of the size 5m:"
            + " their window_type would be the same",
        "1m | 1m | 6m/1m;6m/2m | 10m | sliding has 6m/2m, but there is another window of the size"
            + " 6m: their window_type would be the same",
        "1m | 1m | - | 999ms | sessionGap must be longer than or equal to 1 second",
        "1m | 1m | - | 2592001s | sessionGap must be shorter than or equal to 30 days",
      })
  void shouldSayWhatDoesNotFit(
      String pane,
      @Nullable String tumbling,
      @Nullable String sliding,
      String gap,
      String complaints) {
    assertThat(complaints(windows(pane, tumbling, sliding, gap)))
        .containsExactlyInAnyOrder(complaints.split("; *(?=pane )"));
  }

  @Test
  void shouldNotFailOnTheLongestDurations() {
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE, 1_000_000);
    WindowSettings windows =
        new WindowSettings(
            longest, List.of(longest), List.of(new SlidingSize(longest, longest)), longest);

    assertThat(complaints(windows)).isNotEmpty();
  }

  @Test
  void shouldWriteASlidingSizeAsItIsRead() {
    assertThat(SlidingSize.of("300s / PT1M")).hasToString("5m/1m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5m", "5m/", "/1m", "5m/1m/1m", "5m/soon", "5m:1m"})
  void shouldRefuseAnotherFormOfASlidingSize(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> SlidingSize.of(text));
  }

  private static WindowSettings windows(
      String pane, @Nullable String tumbling, @Nullable String sliding, String gap) {
    return new WindowSettings(
        DurationStyle.detectAndParse(pane),
        parts(tumbling).map(DurationStyle::detectAndParse).toList(),
        parts(sliding).map(SlidingSize::of).toList(),
        DurationStyle.detectAndParse(gap));
  }

  private static Stream<String> parts(@Nullable String list) {
    return list == null || list.isEmpty() ? Stream.empty() : Stream.of(list.split(";"));
  }

  private static List<String> complaints(WindowSettings windows) {
    try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
      return factory.getValidator().validate(windows).stream()
          .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
          .toList();
    }
  }
}
