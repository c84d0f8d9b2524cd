package io.headwater.streams.runtime;

import io.headwater.streams.config.ProcessingSettings;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.topics.TopicPlan;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What runs the stream, put together; the {@link Topology} and its topics come from outside. */
@Configuration(proxyBeanMethods = false)
public class StreamsRuntimeConfiguration {

  private static final Logger log = LoggerFactory.getLogger("io.headwater.streams.StreamsApp");

  private static final InstantSource CLOCK = InstantSource.system();

  @Bean
  StreamsClientConfig streamsClientConfig(StreamsSettings settings) {
    return new StreamsClientConfig(settings);
  }

  @Bean
  BrokerProbe brokerProbe(StreamsSettings settings) {
    return new BrokerProbe(settings.kafka().bootstrapServers());
  }

  @Bean
  StreamStatus streamStatus(StreamsSettings settings) {
    return new StreamStatus(settings.kafka().bootstrapServers());
  }

  /** Ended by the lifecycle, after the stream that asks it. */
  @Bean(destroyMethod = "")
  BrokerProgress brokerProgress(
      StreamsSettings settings,
      StreamsClientConfig clients,
      BrokerProbe probe,
      StreamStatus status,
      ProgressJournal journal) {
    OffsetsQuestion question =
        new OffsetsQuestion(
            settings.topics().events(),
            settings.streams().applicationId(),
            clients.forAdmin(),
            CLOCK);
    return new BrokerProgress(question, probe, status, journal::heard);
  }

  @Bean
  StreamsProgress streamsProgress(StreamStatus status, BrokerProgress progress) {
    return new StreamsProgress(status, progress);
  }

  @Bean
  static MeterFilter fewOfKafkasMeters() {
    return new FewOfKafka();
  }

  @Bean
  StateMeters stateMeters(MeterRegistry registry, StreamsSettings settings) {
    return new StateMeters(registry, settings.streams().stateDir());
  }

  @Bean
  RestoreProgress restoreProgress(StreamStatus status, MeterRegistry registry) {
    return new RestoreProgress(status, registry);
  }

  @Bean
  Watermarks watermarks(MeterRegistry registry) {
    return new Watermarks(registry, CLOCK);
  }

  @Bean
  ProgressJournal progressJournal(
      MeterRegistry registry, Watermarks watermarks, StateMeters state) {
    return new ProgressJournal(new CountedRows(registry), watermarks, state::sizeBytes);
  }

  @Bean
  StreamMeters streamMeters(MeterRegistry registry, StreamsProgress progress, StateMeters state) {
    StreamMeters meters = new StreamMeters(registry, state);
    meters.show(progress);
    return meters;
  }

  @Bean
  StreamsLifecycle streamsLifecycle(
      StreamsSettings settings,
      StreamsClientConfig clients,
      BrokerProbe probe,
      BrokerProgress progress,
      StreamStatus status,
      StreamMeters meters,
      RestoreProgress restore,
      Topology topology,
      TopicPlan topics,
      Environment environment) {
    Preparation preparation = new Preparation(probe, topics, clients.forAdmin());
    StreamsWatch watch =
        new StreamsWatch(status, () -> log.info("{}", running(settings, environment)));
    StreamsLifecycle.EngineStarter starter =
        () -> {
          RocksDbMemory memory = new RocksDbMemory(settings.streams().rocksdb());
          return StreamsEngine.start(
              topology,
              clients.forStreams(memory),
              memory,
              new ThreadFailureHandler(status, replacements(), meters),
              watch,
              restore,
              meters);
        };
    Backoff attempts =
        new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofMinutes(10), CLOCK);
    return new StreamsLifecycle(preparation, progress, starter, status, attempts, clients.onStop());
  }

  @Bean
  StreamHealth streamHealthIndicator(StreamsProgress progress) {
    return new StreamHealth(progress);
  }

  @Bean
  ProgressEndpoint progressEndpoint(
      StreamsSettings settings,
      StreamsProgress progress,
      StreamsLifecycle lifecycle,
      Watermarks watermarks,
      ProgressJournal journal) {
    return new ProgressEndpoint(
        settings.streams().applicationId(),
        settings.topics().events(),
        progress,
        lifecycle,
        watermarks,
        journal);
  }

  private static Backoff replacements() {
    return new Backoff(
        Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(10), CLOCK);
  }

  private static String running(StreamsSettings settings, Environment environment) {
    ProcessingSettings streams = settings.streams();
    String port = environment.getProperty("local.server.port");
    return "The stream runs: %s → %s; %s, %d %s, state in %s%s"
        .formatted(
            settings.topics().events(),
            String.join(", ", settings.topics().outputs()),
            streams.guarantee().name().toLowerCase(Locale.ROOT),
            streams.threads(),
            streams.threads() == 1 ? "thread" : "threads",
            streams.stateDir(),
            port == null ? "" : "; http://localhost:" + port + "/actuator");
  }
}
