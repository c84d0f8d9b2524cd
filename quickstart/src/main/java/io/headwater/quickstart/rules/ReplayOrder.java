package io.headwater.quickstart.rules;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.Origin;
import io.headwater.model.settings.KafkaSettings.InputKeying;
import java.util.Comparator;

/** In which order recorded events are held against rules again. */
enum ReplayOrder implements Comparator<EnrichedEvent> {
  /**
   * As the stream read them: each input partition for itself, by its offsets. A sensor is in one
   * partition then.
   */
  AS_READ {
    @Override
    public int compare(EnrichedEvent one, EnrichedEvent other) {
      return BY_ORIGIN.compare(one.origin(), other.origin());
    }

    @Override
    String lane(Origin origin) {
      return origin.topic() + "-" + origin.partition();
    }
  },

  /** By event time, because a sensor's events are in any partition. */
  BY_TIME {
    @Override
    public int compare(EnrichedEvent one, EnrichedEvent other) {
      int byTime = Long.compare(one.event().eventTime(), other.event().eventTime());
      return byTime == 0 ? BY_ORIGIN.compare(one.origin(), other.origin()) : byTime;
    }

    @Override
    String lane(Origin origin) {
      return "all";
    }
  };

  private static final Comparator<Origin> BY_ORIGIN =
      Comparator.comparing(Origin::topic)
          .thenComparingInt(Origin::partition)
          .thenComparingLong(Origin::offset);

  /** The order that fits how the input was keyed. */
  static ReplayOrder of(InputKeying keying) {
    return keying == InputKeying.ANY ? BY_TIME : AS_READ;
  }

  /** What one detection sees: events of one lane. */
  abstract String lane(Origin origin);
}
