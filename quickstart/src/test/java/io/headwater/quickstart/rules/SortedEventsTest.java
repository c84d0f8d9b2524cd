package io.headwater.quickstart.rules;

import static io.headwater.quickstart.rules.Recorded.reading;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortedEventsTest {

  @ParameterizedTest(name = "{0} events in portions of {1}")
  @CsvSource({"0, 3", "1, 3", "3, 3", "10, 3", "12, 3", "100, 1", "20, 1000"})
  void shouldPutEventsInOrderWhateverFitsIntoMemory(int count, int portion) {
    // Given events as they were read, in any order
    List<RecordedEvent> asRead =
        LongStream.range(0, count)
            .mapToObj(offset -> reading("s-" + offset % 7, "2026-03-01T06:00:00Z", 50, offset))
            .toList();
    List<RecordedEvent> shuffled = new ArrayList<>(asRead);
    Collections.shuffle(shuffled, new Random(7));

    // When
    List<RecordedEvent> sorted = new ArrayList<>();
    try (SortedEvents events = new SortedEvents(ReplayOrder.AS_READ, portion)) {
      shuffled.forEach(events::add);
      events.forEach(sorted::add);
    }

    // Then
    assertThat(sorted).isEqualTo(asRead);
  }
}
