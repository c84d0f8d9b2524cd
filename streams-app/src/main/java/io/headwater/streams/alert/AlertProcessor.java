package io.headwater.streams.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.Alert;
import io.headwater.model.Anomaly;
import io.headwater.streams.config.Guarantee;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.state.BeforeCommit;
import io.headwater.streams.state.PlainStore;
import io.headwater.streams.time.Mutes;
import io.headwater.streams.time.Timed;
import io.headwater.streams.time.TimedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Makes alerts of anomalies: one for each episode of a rule on a sensor, whose two changes it sends
 * on, keyed by the location of the episode's first anomaly.
 *
 * <p>It takes each {@link Anomaly}, and then the {@link Timed} in which it was found.
 */
public final class AlertProcessor implements Processor<byte[], Object, byte[], Alert> {

  /**
   * The names of its stores.
   *
   * @param episodes keeps the alerts that are open, and when others were over
   * @param beforeCommit has no data: it makes the other save
   */
  public record StoreNames(String episodes, String beforeCommit) {}

  private final Guarantee guarantee;
  private final long resolveAfter;
  private final long delay;
  private final Mutes mutes;
  private final OpenAlerts open;
  private final StoreNames stores;

  private ProcessorContext<byte[], Alert> context;
  private EpisodeStore episodes;
  private OpenAlerts.Share share;
  private PromptCommits commits;

  private AlertProcessor(
      StreamsSettings settings, Mutes mutes, OpenAlerts open, StoreNames stores) {
    this.guarantee = settings.streams().guarantee();
    this.resolveAfter = TimeUnit.MICROSECONDS.convert(settings.alerts().resolveAfter());
    this.delay = TimeUnit.MICROSECONDS.convert(settings.time().watermarkDelay());
    this.mutes = mutes;
    this.open = open;
    this.stores = stores;
  }

  /**
   * The stage, one processor a task.
   *
   * @param mutes whose anomalies open no alert, and until when; asked from the stream threads
   */
  public static ProcessorSupplier<byte[], Object, byte[], Alert> supplier(
      StreamsSettings settings, Mutes mutes, MeterRegistry registry, StoreNames stores) {
    OpenAlerts open = new OpenAlerts(registry);
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], Object, byte[], Alert> get() {
        return new AlertProcessor(settings, mutes, open, stores);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            PlainStore.builder(stores.episodes()),
            BeforeCommit.builderAwaitingSent(stores.beforeCommit()));
      }
    };
  }

  /** Also after an aborted transaction: then all that was held in memory is void. */
  @Override
  public void init(ProcessorContext<byte[], Alert> context) {
    this.context = context;
    episodes = new EpisodeStore(context.getStateStore(stores.episodes()));
    share = open.join(episodes.openAtStart());
    commits = new PromptCommits(context, guarantee);
    BeforeCommit beforeCommit = context.getStateStore(stores.beforeCommit());
    beforeCommit.run(episodes::save);
  }

  @Override
  public void process(Record<byte[], Object> record) {
    if (record.value() instanceof Anomaly anomaly) {
      found(anomaly, record.timestamp());
    } else if (record.value() instanceof Timed timed) {
      if (timed instanceof TimedEvent event) {
        seen(event, record.timestamp());
      }
      episodes.forget(timed.watermark());
    }
    commits.ask();
  }

  private void found(Anomaly anomaly, long timestamp) {
    String sensorId = anomaly.sensorId();
    long mutedUntil = mutes.until(sensorId, anomaly.location());
    Optional<Alert> opened = episodes.of(sensorId).found(anomaly, mutedUntil);
    episodes.changed(sensorId);
    if (opened.isPresent()) {
      share.add(1);
      send(opened.get(), timestamp);
    }
  }

  private void seen(TimedEvent event, long timestamp) {
    String sensorId = event.event().event().sensorId();
    AlertEpisodes sensor = episodes.find(sensorId);
    if (sensor == null) {
      return;
    }
    for (Alert alert : sensor.seen(event, resolveAfter, event.judgedBy() + delay)) {
      episodes.resolved(sensorId, alert.ruleId());
      share.add(-1);
      send(alert, timestamp);
    }
    if (sensor.takeChanged()) {
      episodes.changed(sensorId);
    }
  }

  private void send(Alert alert, long timestamp) {
    context.forward(new Record<>(alert.location().getBytes(UTF_8), alert, timestamp));
    commits.sent(timestamp);
  }

  @Override
  public void close() {
    share.close();
  }
}
