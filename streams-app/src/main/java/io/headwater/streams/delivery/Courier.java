package io.headwater.streams.delivery;

import io.headwater.model.Alert;
import io.headwater.model.UndeliveredAlert.Reason;
import io.headwater.model.json.AlertJson;
import io.headwater.model.json.ContractViolation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of each alert for one webhook: when it is posted, posted again, or given up.
 * All by one thread; answers come on others, through a mailbox.
 */
final class Courier {

  /** What the courier works with. */
  record Means(
      WantedAlerts wanted,
      Poster poster,
      WebhookBreaker breaker,
      RetrySchedule schedule,
      Filing filing,
      DeliveryMeters meters,
      InstantSource clock) {}

  /**
   * @param inFlight the most requests at the same time
   * @param retryAfter the longest pause a webhook may ask for
   */
  record Bounds(int inFlight, Duration retryAfter) {}

  private sealed interface Event {}

  private record Answered(Delivery delivery, Answer answer) implements Event {}

  private record Filed(
      ConsumerRecord<byte[], byte[]> record, @Nullable Delivery delivery, Reason reason)
      implements Event {}

  private final Means means;
  private final Bounds bounds;
  private final AlertJson codec = new AlertJson();
  private final BlockingQueue<Event> mailbox = new LinkedBlockingQueue<>();
  private final Lanes lanes = new Lanes();
  private final OffsetLedger ledger = new OffsetLedger();
  private final Set<Delivery> inFlight = new HashSet<>();
  private int filings;
  private Instant askedToWaitUntil = Instant.MIN;

  Courier(Means means, Bounds bounds) {
    this.means = means;
    this.bounds = bounds;
  }

  /** Takes over the next record of a partition. */
  void take(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    ledger.read(partition, record.offset(), Instant.ofEpochMilli(record.timestamp()));
    Alert alert;
    try {
      alert = codec.decode(record.value() == null ? new byte[0] : record.value());
    } catch (ContractViolation violation) {
      file(record, null, Reason.UNREADABLE, means.filing().unreadable(record, violation));
      return;
    }
    if (means.wanted().contain(alert)) {
      lanes.add(new Delivery(record, alert));
    } else {
      means.meters().passedOver();
      ledger.passOver(partition, record.offset());
    }
  }

  /** Hears what has come back and posts what is due. */
  void work() {
    for (Event event = mailbox.poll(); event != null; event = mailbox.poll()) {
      hear(event);
    }
    Instant now = means.clock().instant();
    while (inFlight.size() < bounds.inFlight()
        && !now.isBefore(askedToWaitUntil)
        && lanes.hasDue(now)
        && means.breaker().permits()) {
      post(lanes.start(), now);
    }
    means.meters().now(inFlight.size(), lanes.size());
  }

  /** Hears what comes back for these partitions until nothing is out, or that time is over. */
  void finish(Collection<TopicPartition> partitions, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (filings > 0
        || inFlight.stream().anyMatch(out -> partitions.contains(out.lane().partition()))) {
      Event event = mailbox.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (event == null) {
        return;
      }
      hear(event);
    }
  }

  /** These are somebody else's now. */
  void drop(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      lanes.drop(partition);
      ledger.forget(partition);
    }
  }

  /** How far each partition may be committed. */
  OffsetLedger ledger() {
    return ledger;
  }

  /** Whether an answer may come at any moment. */
  boolean isExpecting() {
    return filings > 0 || !inFlight.isEmpty();
  }

  private void post(Delivery delivery, Instant now) {
    delivery.attempted(means.schedule(), now);
    inFlight.add(delivery);
    means
        .poster()
        .post(delivery)
        .thenAccept(
            answer -> {
              means.breaker().noted(answer); // Here, because it outlives the courier
              mailbox.add(new Answered(delivery, answer));
            });
  }

  private void hear(Event event) {
    if (event instanceof Answered answered) {
      inFlight.remove(answered.delivery());
      if (lanes.holds(answered.delivery())) {
        react(answered.delivery(), answered.answer());
      }
    } else if (event instanceof Filed filed) {
      filings--;
      settleFiled(filed);
    }
  }

  private void react(Delivery delivery, Answer answer) {
    Instant now = means.clock().instant();
    if (answer instanceof Answer.Taken) {
      means
          .meters()
          .delivered(Duration.between(Instant.ofEpochMilli(delivery.record().timestamp()), now));
      settle(delivery);
    } else if (answer instanceof Answer.Refused refused) {
      file(
          delivery.record(),
          delivery,
          Reason.REFUSED,
          means.filing().refused(delivery, refused.status()));
    } else if (answer instanceof Answer.Troubled trouble) {
      tryAgain(delivery, trouble, now);
    }
  }

  private void tryAgain(Delivery delivery, Answer.Troubled trouble, Instant now) {
    Duration asked = Optional.ofNullable(trouble.retryAfter()).orElse(Duration.ZERO);
    Instant earliest =
        now.plus(asked.compareTo(bounds.retryAfter()) < 0 ? asked : bounds.retryAfter());
    if (earliest.isAfter(askedToWaitUntil)) {
      askedToWaitUntil = earliest;
    }
    Optional<Duration> pause = delivery.series().after(trouble, now);
    if (pause.isPresent()) {
      Instant next = now.plus(pause.get());
      means.meters().retried();
      lanes.again(delivery, next.isAfter(earliest) ? next : earliest);
    } else {
      file(
          delivery.record(),
          delivery,
          Reason.EXHAUSTED,
          means.filing().exhausted(delivery, trouble));
    }
  }

  private void file(
      ConsumerRecord<byte[], byte[]> record,
      @Nullable Delivery delivery,
      Reason reason,
      CompletionStage<Void> filing) {
    filings++;
    var unused = filing.thenRun(() -> mailbox.add(new Filed(record, delivery, reason)));
  }

  private void settleFiled(Filed filed) {
    means.meters().givenUp(filed.reason());
    if (filed.delivery() == null) {
      ledger.settle(
          new TopicPartition(filed.record().topic(), filed.record().partition()),
          filed.record().offset());
    } else if (lanes.holds(filed.delivery())) {
      settle(filed.delivery());
    }
  }

  private void settle(Delivery delivery) {
    lanes.finish(delivery);
    ledger.settle(delivery.lane().partition(), delivery.record().offset());
  }
}
