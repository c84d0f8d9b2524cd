package io.headwater.bench.rig;

import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;

/** The table of events, as the sink defines it. */
public final class EventsTable {

  /** From the topic of its default name. */
  public static final TableDefinition DEFINITION =
      TableCatalog.of(TopicSettings.defaults()).stream()
          .filter(table -> table.name().equals(TableCatalog.EVENTS))
          .findFirst()
          .orElseThrow();

  private EventsTable() {}
}
