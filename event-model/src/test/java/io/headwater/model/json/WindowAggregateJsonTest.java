package io.headwater.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.Examples;
import io.headwater.model.Records;
import io.headwater.model.WindowAggregate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class WindowAggregateJsonTest extends CodecContract<WindowAggregate> {

  WindowAggregateJsonTest() {
    super(new WindowAggregateJson(), ContractSchema.WINDOW_AGGREGATE);
  }

  @Override
  @Provide
  Arbitrary<WindowAggregate> records() {
    return Records.windows();
  }

  /** The topic carries a summary's answers, not what they are made of. */
  @Override
  void assertSame(WindowAggregate decoded, WindowAggregate record) {
    assertThat(decoded)
        .usingRecursiveComparison()
        .ignoringFields("summary.sumError", "summary.m2")
        .isEqualTo(record);
    assertThat(decoded.summary().avg()).isEqualTo(record.summary().avg());
    assertThat(decoded.summary().stddev()).isEqualTo(record.summary().stddev());
  }

  @Test
  void shouldRefuseAWindowWithoutEvents() {
    String json = new String(codec.encode(Examples.WINDOW), UTF_8);

    assertThatThrownBy(
            () -> codec.decode(json.replaceFirst("\"count\":\\d+", "\"count\":0").getBytes(UTF_8)))
        .isInstanceOf(ContractViolation.class)
        .hasMessage("field count must be at least 1, but is 0");
  }
}
