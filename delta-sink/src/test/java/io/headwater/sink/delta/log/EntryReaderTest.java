package io.headwater.sink.delta.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.sink.delta.log.LogAction.Added;
import io.headwater.sink.delta.log.LogAction.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryReaderTest {

  @Test
  void shouldShowEachActionOfAnEntry() throws IOException {
    List<LogAction> actions = new ArrayList<>();

    EntryReader.read(
        List.of(
                "{\"txn\":{\"appId\":\"headwater/sensor-alerts/0/topic\",\"version\":9123456789012345678}}",
                "{\"cdc\":{\"path\":\"x\"}}",
                "{\"add\":{\"path\":\"a%20b\",\"partitionValues\":{\"d\":null},\"size\":7}}")
            .iterator(),
        actions::add);

    assertThat(actions)
        .containsExactly(
            new Progress("headwater/sensor-alerts/0/topic", 9123456789012345678L),
            new Added("a%20b", 7));
  }

  @Test
  void shouldRefuseWhatIsNoEntry() {
    assertThatThrownBy(() -> EntryReader.read(List.of("{\"add\":").iterator(), action -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no entry of a Delta log");
  }
}
