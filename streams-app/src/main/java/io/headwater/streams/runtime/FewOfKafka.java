package io.headwater.streams.runtime;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Of some hundred meters of Kafka's clients, for each thread, task and store, lets those through
 * that operators look at: the number of time series must not grow with that of partitions. Rates
 * are none of them, Prometheus makes those of totals.
 *
 * <p>The names of clients and threads hold a number made up at each start; it is left out, or each
 * start would begin all series anew.
 */
final class FewOfKafka implements MeterFilter {

  private static final String PREFIX = "kafka.";

  private static final Set<String> KEPT =
      Set.of(
          "kafka.stream.alive.stream.threads",
          "kafka.stream.failed.stream.threads",
          "kafka.stream.thread.commit.latency.avg",
          "kafka.stream.thread.commit.latency.max",
          "kafka.stream.thread.commit.total",
          "kafka.stream.thread.commit.ratio",
          "kafka.stream.thread.poll.latency.max",
          "kafka.stream.thread.poll.ratio",
          "kafka.stream.thread.process.latency.max",
          "kafka.stream.thread.process.ratio",
          "kafka.stream.thread.process.total",
          "kafka.stream.thread.punctuate.latency.max",
          "kafka.stream.thread.punctuate.ratio",
          "kafka.consumer.coordinator.rebalance.total",
          "kafka.consumer.coordinator.rebalance.latency.max",
          "kafka.consumer.fetch.manager.records.consumed.total",
          "kafka.consumer.fetch.manager.records.lag.max",
          "kafka.consumer.fetch.manager.fetch.throttle.time.avg",
          "kafka.producer.record.error.total",
          "kafka.producer.record.send.total",
          "kafka.producer.produce.throttle.time.avg",
          "kafka.producer.txn.commit.time.ns.total");

  private static final Pattern OF_THIS_START =
      Pattern.compile("^.*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-?");

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    return id.getName().startsWith(PREFIX) && !KEPT.contains(id.getName())
        ? MeterFilterReply.DENY
        : MeterFilterReply.NEUTRAL;
  }

  /** Keeps the number of tags: by that the binder tells a client's meters from all clients'. */
  @Override
  public Meter.Id map(Meter.Id id) {
    if (!id.getName().startsWith(PREFIX)) {
      return id;
    }
    List<Tag> tags =
        id.getTags().stream()
            .map(
                tag -> Tag.of(tag.getKey(), OF_THIS_START.matcher(tag.getValue()).replaceFirst("")))
            .toList();
    return id.replaceTags(tags);
  }
}
