package io.headwater.model.json;

import io.headwater.model.Records;
import io.headwater.model.RejectedEvent;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

class RejectedEventJsonTest extends CodecContract<RejectedEvent> {

  RejectedEventJsonTest() {
    super(new RejectedEventJson(), ContractSchema.REJECTED_EVENT);
  }

  @Override
  @Provide
  Arbitrary<RejectedEvent> records() {
    return Records.rejectedEvents();
  }
}
