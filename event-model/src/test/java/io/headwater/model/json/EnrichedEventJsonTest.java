package io.headwater.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.Records;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class EnrichedEventJsonTest extends CodecContract<EnrichedEvent> {

  EnrichedEventJsonTest() {
    super(new EnrichedEventJson(), ContractSchema.ENRICHED_EVENT);
  }

  @Override
  @Provide
  Arbitrary<EnrichedEvent> records() {
    return Records.enrichedEvents();
  }

  @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
  void shouldBeSharedBetweenThreads(@ForAll @Size(40) List<@From("records") EnrichedEvent> events) {
    List<String> alone = events.stream().map(this::text).toList();

    List<String> together =
        IntStream.range(0, 50 * events.size())
            .parallel()
            .mapToObj(i -> text(events.get(i % events.size())))
            .toList();

    assertThat(together)
        .isEqualTo(Collections.nCopies(50, alone).stream().flatMap(List::stream).toList());
  }

  private String text(EnrichedEvent event) {
    return new String(codec.encode(event), UTF_8);
  }
}
