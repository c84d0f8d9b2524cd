package io.headwater.quickstart.rules;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.headwater.model.Origin;
import io.headwater.model.settings.KafkaSettings.InputKeying;
import java.util.Comparator;

/** In which order recorded events are held against rules again. */
enum ReplayOrder implements Comparator<RecordedEvent> {
  /**
   * As the stream read them: each input partition for itself, by its offsets. A sensor is in one
   * partition then.
   */
  AS_READ {
    @Override
    public int compare(RecordedEvent one, RecordedEvent other) {
      return BY_ORIGIN.compare(one.event().origin(), other.event().origin());
    }

    @Override
    String lane(Origin origin) {
      return origin.topic() + "-" + origin.partition();
    }

    @Override
    long cameAt(RecordedEvent event) {
      return event.sentAt();
    }

    @Override
    long cameAt(RecordedEvent event, RecordedEvent next, long before) {
      boolean wasLate = next.sentAt() + DISORDER < before;
      return wasLate ? event.sentAt() : Math.min(event.sentAt(), next.sentAt());
    }
  },

  /** By event time, because a sensor's events are in any partition. */
  BY_TIME {
    @Override
    public int compare(RecordedEvent one, RecordedEvent other) {
      int byTime = Long.compare(one.time(), other.time());
      return byTime == 0 ? BY_ORIGIN.compare(one.event().origin(), other.event().origin()) : byTime;
    }

    @Override
    String lane(Origin origin) {
      return "all";
    }

    /** One that was sent late is not late here. */
    @Override
    long cameAt(RecordedEvent event) {
      return Math.min(event.sentAt(), MICROSECONDS.toMillis(event.time()));
    }

    /** The next one may have come earlier. */
    @Override
    long cameAt(RecordedEvent event, RecordedEvent next, long before) {
      return cameAt(event);
    }
  };

  /**
   * In milliseconds: as producers hold records back, their timestamps are a little out of order.
   */
  private static final long DISORDER = 60_000;

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

  /**
   * When the event came in, in milliseconds since the epoch. That is not recorded; when it was sent
   * is.
   */
  abstract long cameAt(RecordedEvent event);

  /**
   * The same, where the next event of the lane is known: a clock that is ahead may have stamped the
   * record, and the stream, which goes by its own, did not follow it. What comes next came later,
   * unless it was sent long after it was stamped; that tells nothing.
   *
   * @param before when others had come, in milliseconds since the epoch
   */
  abstract long cameAt(RecordedEvent event, RecordedEvent next, long before);
}
