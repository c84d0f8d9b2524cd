package io.headwater.model.json;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.Records;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

class EnrichedEventJsonTest extends CodecContract<EnrichedEvent> {

  EnrichedEventJsonTest() {
    super(new EnrichedEventJson(), ContractSchema.ENRICHED_EVENT);
  }

  @Override
  @Provide
  Arbitrary<EnrichedEvent> records() {
    return Records.enrichedEvents();
  }
}
