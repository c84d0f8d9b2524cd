package io.headwater.sink.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.worker.TableJournal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class SinkHealthTest {

  private static final TableDefinition EVENTS = TableCatalog.of(TopicSettings.defaults()).get(0);

  @Test
  void shouldBeOutOfServiceWhileATableWaits() {
    TableJournal starting =
        new TableJournal(EVENTS, new SimpleMeterRegistry(), InstantSource.system());

    Health health = health(starting);

    assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    assertThat(health.getDetails()).containsEntry("events", "starting");
  }

  private static Health health(TableJournal journal) {
    BrokerWatch broker =
        new BrokerWatch(
            "127.0.0.1:1",
            List.of(),
            () -> {
              throw new IllegalStateException("nobody asks");
            });
    SinkProgress progress =
        new SinkProgress(List.of(journal), broker, new Lag(Map::of, InstantSource.system()));
    return new SinkHealth(progress).health();
  }
}
