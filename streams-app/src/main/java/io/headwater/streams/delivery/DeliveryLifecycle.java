package io.headwater.streams.delivery;

import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.config.WebhookSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Starts the delivery to each webhook, and stops it when the app ends. */
final class DeliveryLifecycle implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(DeliveryLifecycle.class);

  /** For all webhooks together: the stream wants its time too, before Kubernetes kills. */
  private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

  /** What is in flight when the app ends is waited for so long. */
  private static final Duration FINISH_WITHIN = Duration.ofSeconds(5);

  private final StreamsSettings settings;
  private final MeterRegistry registry;
  private final InstantSource clock;
  private final List<AlertDispatcher> dispatchers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  DeliveryLifecycle(StreamsSettings settings, MeterRegistry registry, InstantSource clock) {
    this.settings = settings;
    this.registry = registry;
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    for (WebhookSettings webhook : settings.delivery().webhooks()) {
      AlertDispatcher dispatcher = dispatcher(webhook);
      Thread thread = new Thread(dispatcher, "delivery-" + webhook.name());
      thread.setDaemon(true);
      thread.start();
      dispatchers.add(dispatcher);
      threads.add(thread);
      log.info("Alerts are delivered to webhook {}", webhook.name());
    }
  }

  @Override
  public synchronized void stop() {
    dispatchers.forEach(AlertDispatcher::stop);
    long deadline = System.nanoTime() + STOP_WITHIN.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        if (thread.isAlive()) {
          log.warn(
              "{} has not stopped; what it had not committed is posted again", thread.getName());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    dispatchers.clear();
    threads.clear();
  }

  @Override
  public synchronized boolean isRunning() {
    return !threads.isEmpty();
  }

  private AlertDispatcher dispatcher(WebhookSettings webhook) {
    Beginnings beginnings = new Beginnings();
    DeliveryClients clients = new DeliveryClients(settings, webhook.name());
    WebhookClient poster = new WebhookClient(webhook, clock);
    WebhookBreaker breaker =
        new WebhookBreaker(webhook.name(), settings.delivery().breaker(), clock);
    DeliveryMeters meters = new DeliveryMeters(registry, webhook.name(), breaker);
    Duration patience =
        webhook.timeout().compareTo(FINISH_WITHIN) < 0 ? webhook.timeout() : FINISH_WITHIN;
    return new AlertDispatcher(
        webhook.name(),
        stopped -> {
          try (UndeliveredTopic undelivered =
                  new UndeliveredTopic(settings.topics().undelivered(), clients.producer());
              Consumer<byte[], byte[]> consumer = clients.consumer()) {
            Filing filing = new Filing(webhook.name(), undelivered, clock);
            Courier courier =
                new Courier(
                    new Courier.Means(
                        new WantedAlerts(webhook),
                        poster,
                        breaker,
                        new RetrySchedule(webhook.name(), settings.delivery().retry()),
                        filing,
                        meters,
                        clock),
                    new Courier.Bounds(
                        webhook.maxInFlight(), settings.delivery().retry().retryAfterAtMost()));
            new DeliverySession(consumer, courier, beginnings, patience)
                .run(settings.topics().alerts(), stopped);
          }
        });
  }
}
