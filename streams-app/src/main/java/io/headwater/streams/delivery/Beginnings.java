package io.headwater.streams.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the delivery to a webhook begins, and where it goes on when its place in the topic is gone.
 *
 * <p>A webhook that is new begins with the alerts that are written after the app's first look at
 * the topic, which is before it joins the webhook's group. The past would be a flood of alerts that
 * are over. Not safe for use by several threads.
 */
final class Beginnings {

  private static final Logger log = LoggerFactory.getLogger(Beginnings.class);

  /** Alerts are not written in the order of their times; sooner twice than not at all. */
  private static final Duration MARGIN = Duration.ofHours(1);

  private Optional<Map<TopicPartition, Long>> firstEnds = Optional.empty();

  /** Notes where the topic ends, the first time. */
  void look(Consumer<?, ?> consumer, String topic) {
    if (firstEnds.isEmpty()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      firstEnds = Optional.of(consumer.endOffsets(partitions));
    }
  }

  /**
   * Puts the consumer where it is to go on, or to begin, and commits where it begins: a stop before
   * the first alert loses none of those that come meanwhile. Whether the place it goes on from is
   * still there is the broker's to say when it is read, because a consumer of what is committed
   * takes the topic to end where a transaction is open, and a place may be behind that.
   *
   * @return where that is
   */
  Map<TopicPartition, OffsetAndMetadata> see(
      Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    consumer
        .committed(Set.copyOf(assigned))
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                committed.put(partition, offset);
              }
            });
    Map<TopicPartition, OffsetAndMetadata> wanted = new HashMap<>(committed);
    for (TopicPartition partition : assigned) {
      wanted.computeIfAbsent(partition, this::beginning);
    }
    Map<TopicPartition, OffsetAndMetadata> news = new HashMap<>(wanted);
    news.keySet().removeAll(committed.keySet());
    if (!news.isEmpty()) {
      consumer.commitSync(news);
    }
    wanted.forEach(consumer::seek);
    return wanted;
  }

  /**
   * Puts the consumer, which the broker has told that its place is not there, to the oldest alerts
   * that may not have been delivered.
   *
   * @return where that is
   */
  Map<TopicPartition, OffsetAndMetadata> seek(
      Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> wanted) {
    Map<TopicPartition, Long> firsts = consumer.beginningOffsets(wanted.keySet());
    Map<TopicPartition, Long> ends = consumer.endOffsets(wanted.keySet());
    Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>();
    wanted.forEach(
        (partition, place) -> {
          long offset = place.offset();
          if (offset < firsts.get(partition)) {
            offset = firsts.get(partition);
            log.error(
                "Alerts were deleted from {} by its retention before they could be delivered: wanted"
                    + " was offset {}. Delivery goes on with the oldest there is, {}; the table of"
                    + " alerts may have those that are gone.",
                partition,
                place.offset(),
                offset);
          } else if (offset > ends.get(partition)) {
            offset = sinceTheLatest(consumer, partition, place, ends.get(partition));
            log.error(
                "{} ends before offset {}, up to which alerts were delivered: it was made anew, or"
                    + " has lost its end. Delivery goes on at offset {}, with {}.",
                partition,
                place.offset(),
                offset,
                OffsetLedger.timeOf(place)
                    .map(time -> "the alerts since an hour before the latest delivered, of " + time)
                    .orElse("all there are, because none had been delivered"));
          }
          found.put(partition, new OffsetAndMetadata(offset, place.metadata()));
        });
    found.forEach(consumer::seek);
    return found;
  }

  /** All of a partition that was not there at the first look is news. */
  private OffsetAndMetadata beginning(TopicPartition partition) {
    return new OffsetAndMetadata(firstEnds.orElse(Map.of()).getOrDefault(partition, 0L));
  }

  /** The offsets say nothing any more; the times of the records do. */
  private static long sinceTheLatest(
      Consumer<?, ?> consumer, TopicPartition partition, OffsetAndMetadata place, long end) {
    Optional<Instant> latest = OffsetLedger.timeOf(place);
    if (latest.isEmpty()) {
      return consumer.beginningOffsets(List.of(partition)).get(partition);
    }
    long since = Math.max(0, latest.get().minus(MARGIN).toEpochMilli());
    OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(partition, since)).get(partition);
    return first == null ? end : first.offset();
  }
}
