package io.headwater.model.json;

import io.headwater.model.Records;
import io.headwater.model.SensorReference;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

class SensorReferenceJsonTest extends CodecContract<SensorReference> {

  SensorReferenceJsonTest() {
    super(new SensorReferenceJson(), ContractSchema.SENSOR_REFERENCE);
  }

  @Override
  @Provide
  Arbitrary<SensorReference> records() {
    return Records.references();
  }
}
