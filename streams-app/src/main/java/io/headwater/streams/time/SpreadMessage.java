package io.headwater.streams.time;

import io.headwater.model.EnrichedEvent;

/**
 * What an input partition tells the tasks that its sensors belong to. A task hears all messages of
 * a partition in the order in which they were sent.
 */
sealed interface SpreadMessage {

  /** The input partition. */
  int partition();

  /** How far that is; with an event, the event included. */
  UpstreamMark mark();

  /** An event, for the task of its sensor only. */
  record Event(int partition, long watermark, EnrichedEvent event) implements SpreadMessage {

    @Override
    public UpstreamMark mark() {
      return new UpstreamMark(watermark, Activity.ACTIVE);
    }
  }

  /** How far the partition is, for all tasks. */
  record Mark(int partition, UpstreamMark mark) implements SpreadMessage {}
}
