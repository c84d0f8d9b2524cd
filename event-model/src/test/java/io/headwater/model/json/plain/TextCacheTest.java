package io.headwater.model.json.plain;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextCacheTest {

  private final TextCache table = new TextCache();

  @Test
  void shouldGiveTheSameTextForTheSameBytesWhereverTheyStand() {
    String first = text("sensor-000123", "", "");

    assertThat(first).isEqualTo("sensor-000123");
    assertThat(text("sensor-000123", "{\"sensor_id\":\"", "\",")).isSameAs(first);
  }

  @Test
  void shouldTellTextsApartByLengthAndByEachCharacter() {
    for (String text : new String[] {"", "\0", "a", "a\0", "12345678", "12345678\0", "1234567"}) {
      assertThat(text(text, "x", "")).isEqualTo(text);
      assertThat(text(text, "", "yyyyyyyyyy")).isEqualTo(text);
    }
  }

  @Test
  void shouldGiveEveryTextHoweverManyThereAre() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 100_000; i++) {
        String text = "sensor-" + i;
        assertThat(text(text, "", "\"")).isEqualTo(text);
      }
    }
  }

  @Test
  void shouldKeepMostOfAsManyTextsAsAPlantHas() {
    String[] first = IntStream.range(0, 1_000).mapToObj(this::sensor).toArray(String[]::new);

    assertThat(IntStream.range(0, 1_000).filter(i -> kept(sensor(i), first[i])).count())
        .isGreaterThan(800);
  }

  @Test
  void shouldNotKeepLongTexts() {
    String longest = "x".repeat(64);

    assertThat(text(longest, "", "")).isSameAs(text(longest, "", ""));
    assertThat(text(longest + "x", "", ""))
        .isEqualTo(longest + "x")
        .isNotSameAs(text(longest + "x", "", ""));
  }

  private String sensor(int number) {
    return text("sensor-%06d".formatted(number), "", "");
  }

  @SuppressWarnings("ReferenceEquality") // that is the question
  private static boolean kept(String text, String first) {
    return text == first;
  }

  private String text(String text, String before, String after) {
    byte[] source = (before + text + after).getBytes(US_ASCII);
    return table.text(source, before.length(), text.length());
  }
}
