package io.headwater.sink.delta.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogListingTest {

  @ParameterizedTest
  @CsvSource({
    "00000000000000000042.json, Entry[version=42]",
    "00000000000000000042.checkpoint.parquet, 'Checkpoint[version=42, part=1, parts=1]'",
    "00000000000000000042.checkpoint.0000000002.0000000003.parquet,"
        + " 'Checkpoint[version=42, part=2, parts=3]'",
    "00000000000000000042.crc, Checksum[version=42]",
    ".00000000000000000042.json.crc, Companion[of=00000000000000000042.json]",
    ".00000000000000000042.json.a1b2.tmp, Draft[]",
    "..00000000000000000042.checkpoint.parquet.17.tmp.crc, Draft[]",
    "_last_checkpoint, Other[]",
    "42.json, Other[]",
    "00000000000000000042.checkpoint.a-b.parquet, Other[]"
  })
  void shouldKnowWhatAFileIsByItsName(String name, String kind) {
    assertThat(LogName.of(name)).hasToString(kind);
  }

  @Test
  void shouldTakeACheckpointForCompleteOnlyWithAllItsParts() {
    LogListing log =
        listing(
            "00000000000000000004.checkpoint.0000000001.0000000002.parquet",
            "00000000000000000008.checkpoint.0000000001.0000000002.parquet",
            "00000000000000000008.checkpoint.0000000002.0000000002.parquet");

    assertThat(log.checkpoints()).containsOnlyKeys(8L);
    assertThat(log.checkpoints().get(8L)).hasSize(2);
  }

  @Test
  void shouldNotTakeAnEmptyFileForACheckpoint() {
    LogFile empty = new LogFile("00000000000000000004.checkpoint.parquet", 0, 1);

    assertThat(LogListing.of(Arrays.asList(empty)).checkpoints()).isEmpty();
  }

  @Test
  void shouldFindTheFirstHole() {
    LogListing log = listing(entry(3), entry(4), entry(6), checkpoint(4));

    assertThat(log.newest()).isEqualTo(OptionalLong.of(6));
    assertThat(log.base(6)).isEqualTo(4);
    assertThat(log.hole(4, 6)).isEqualTo(OptionalLong.of(5));
    assertThat(log.hole(2, 4)).isEmpty();
  }

  @Test
  void shouldNameTheCheckpointsThatNothingElseTells() {
    // 4 is the oldest, 12 is behind a hole, 16 is the newest; 8 follows from 4 and the entries
    LogListing log =
        listing(
            checkpoint(4),
            entry(5),
            entry(6),
            entry(7),
            entry(8),
            checkpoint(8),
            entry(12),
            checkpoint(12),
            entry(13),
            entry(14),
            entry(15),
            entry(16),
            checkpoint(16));

    assertThat(log.roots()).containsExactly(4L, 12L, 16L);
  }

  private static LogListing listing(String... names) {
    return LogListing.of(Arrays.stream(names).map(name -> new LogFile(name, 1, 1)).toList());
  }

  private static String entry(long version) {
    return "%020d.json".formatted(version);
  }

  private static String checkpoint(long version) {
    return "%020d.checkpoint.parquet".formatted(version);
  }
}
