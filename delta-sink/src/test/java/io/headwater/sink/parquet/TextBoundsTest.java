package io.headwater.sink.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TextBoundsTest {

  private static final String GREATEST = Character.toString(Character.MAX_CODE_POINT);
  private static final String PREFIX = "a".repeat(32);

  @Test
  void shouldKeepAShortTextAsItIs() {
    assertThat(lower(PREFIX)).isEqualTo(PREFIX);
    assertThat(upper(PREFIX)).isEqualTo(PREFIX);
    assertThat(upper("")).isEmpty();
  }

  @Test
  void shouldCountCharactersAndNotHalvesOfThem() {
    String flames = "🔥".repeat(32);
    assertThat(upper(flames)).isEqualTo(flames);
    assertThat(lower(flames + "x")).isEqualTo(flames);
  }

  @Test
  void shouldPutAnUpperBoundAboveWhatWasCutOff() {
    assertThat(upper(PREFIX + "b")).isEqualTo(PREFIX + "\u007f");
    assertThat(upper(PREFIX + "\u007f")).isEqualTo(PREFIX + GREATEST);
    assertThat(upper(PREFIX + "é")).isEqualTo(PREFIX + GREATEST);
    // U+FFFD is above a surrogate as a char, and below it as a character
    assertThat(upper(PREFIX + "\uFFFD")).isEqualTo(PREFIX + GREATEST);
  }

  @Test
  void shouldCutLaterWhenNothingIsAboveTheNextCharacter() {
    assertThat(upper(PREFIX + GREATEST)).isEqualTo(PREFIX + GREATEST);
    assertThat(upper(PREFIX + GREATEST + "b")).isEqualTo(PREFIX + GREATEST + "\u007f");
  }

  @Property
  void shouldBoundEveryText(@ForAll("texts") String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    assertThat(Arrays.compareUnsigned(bytes(lower(text)), utf8)).isLessThanOrEqualTo(0);
    assertThat(Arrays.compareUnsigned(bytes(upper(text)), utf8)).isGreaterThanOrEqualTo(0);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "~", "\u007f", "é", "\uFFFD", "🔥", GREATEST)
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  private static String lower(String text) {
    return TextBounds.lower(bytes(text));
  }

  private static String upper(String text) {
    return TextBounds.upper(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
