package io.headwater.model.json;

import io.headwater.model.Anomaly;
import io.headwater.model.Records;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

class AnomalyJsonTest extends CodecContract<Anomaly> {

  AnomalyJsonTest() {
    super(new AnomalyJson(), ContractSchema.ANOMALY);
  }

  @Override
  @Provide
  Arbitrary<Anomaly> records() {
    return Records.anomalies();
  }
}
