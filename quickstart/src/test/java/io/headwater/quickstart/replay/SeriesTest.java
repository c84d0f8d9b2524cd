package io.headwater.quickstart.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesTest {

  private static final long FIRST = micros("2013-12-02T21:15:00Z");

  @TempDir private Path dir;

  @Test
  void shouldReadTheRecordOfARealMachineThatShips() {
    Series machine = Series.read("machine-temperature");

    assertThat(machine.size()).isEqualTo(22_695);
    assertThat(machine.samples().get(0)).isEqualTo(new Sample(FIRST, 73.96732207));
    assertThat(machine.samples().get(22_694).time()).isEqualTo(micros("2014-02-19T15:25:00Z"));
    assertThat(machine.samples()).filteredOn(each -> each.value() > 100).hasSize(1_586);
    assertThat(machine.samples()).filteredOn(each -> each.value() < 32).hasSize(196);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2013-12-02 21:15:00",
        "2013-12-02T21:15:00",
        "2013-12-02 21:15",
        "2013-12-02T21:15:00Z",
        "2013-12-02T22:15:00+01:00",
        "2013-12-02 16:15:00.000000-0500"
      })
  void shouldReadTimesWithoutAZoneAsUtcAndOthersAsTheyAre(String time) throws IOException {
    Path file = file("timestamp,value", time + ",73.5", "");

    assertThat(Series.read(file.toString()).samples()).containsExactly(new Sample(FIRST, 73.5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "02.12.2013 21:15,73.5 | no time",
        "2013-12-02,73.5       | no time",
        "2013-02-30 21:15,73.5 | no time",
        "2013-12-02 21:15,warm | 'warm' is no number",
        "2013-12-02 21:15,NaN  | 'NaN' is no number",
        "2013-12-02 21:15,     | '' is no number",
        "2013-12-02 21:15      | two columns",
        "2013-12-02 21:15,1,2  | two columns"
      })
  void shouldNameTheLineThatIsNoSample(String line, String complaint) throws IOException {
    Path file = file("timestamp,value", "2013-12-02 21:10:00,1", line);

    assertThatThrownBy(() -> Series.read(file.toString()))
        .isInstanceOf(SeriesException.class)
        .hasMessageContaining(file + ", line 3: ")
        .hasMessageContaining(complaint);
  }

  @Test
  void shouldWantTheHeader() throws IOException {
    Path file = file("2013-12-02 21:10:00,1");

    assertThatThrownBy(() -> Series.read(file.toString()))
        .hasMessageContaining("line 1")
        .hasMessageContaining("timestamp,value");
  }

  @Test
  void shouldRefuseWhatHoldsNoSamples() throws IOException {
    Path file = file("timestamp,value");

    assertThatThrownBy(() -> Series.read(file.toString())).hasMessageContaining("no samples");
  }

  @Test
  void shouldRefuseWhatIsNoText() throws IOException {
    Path file = dir.resolve("image.csv");
    Files.write(file, "timestamp,value\n\u00e9".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> Series.read(file.toString())).hasMessageContaining("UTF-8");
  }

  @Test
  void shouldSayWhatShipsWhenThereIsNoSuchFile() {
    assertThatThrownBy(() -> Series.read("machine-humidity"))
        .isInstanceOf(SeriesException.class)
        .hasMessageContaining("machine-humidity")
        .hasMessageContaining("machine-temperature");
  }

  private Path file(String... lines) throws IOException {
    return Files.write(dir.resolve("series.csv"), List.of(lines));
  }

  private static long micros(String instant) {
    return Instant.parse(instant).toEpochMilli() * 1_000;
  }
}
