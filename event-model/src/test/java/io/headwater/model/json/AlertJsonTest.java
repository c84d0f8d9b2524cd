package io.headwater.model.json;

import io.headwater.model.Alert;
import io.headwater.model.Records;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

class AlertJsonTest extends CodecContract<Alert> {

  AlertJsonTest() {
    super(new AlertJson(), ContractSchema.ALERT);
  }

  @Override
  @Provide
  Arbitrary<Alert> records() {
    return Records.alerts();
  }
}
