package io.headwater.model.json;

import io.headwater.model.Records;
import io.headwater.model.UndeliveredAlert;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

class UndeliveredAlertJsonTest extends CodecContract<UndeliveredAlert> {

  UndeliveredAlertJsonTest() {
    super(new UndeliveredAlertJson(), ContractSchema.UNDELIVERED_ALERT);
  }

  @Override
  @Provide
  Arbitrary<UndeliveredAlert> records() {
    return Records.undeliveredAlerts();
  }
}
