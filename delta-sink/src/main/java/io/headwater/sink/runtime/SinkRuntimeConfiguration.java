package io.headwater.sink.runtime;

import io.headwater.sink.batch.FlushPolicy;
import io.headwater.sink.config.FlushSettings;
import io.headwater.sink.config.SinkSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.gaps.GapLedger;
import io.headwater.sink.parquet.TableFileWriter;
import io.headwater.sink.worker.Gaps;
import io.headwater.sink.worker.RetrySchedule;
import io.headwater.sink.worker.StopSignal;
import io.headwater.sink.worker.TableJournal;
import io.headwater.sink.worker.TableTask;
import io.headwater.sink.worker.Target;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What runs the sink, put together. */
@Configuration(proxyBeanMethods = false)
public class SinkRuntimeConfiguration {

  private static final InstantSource CLOCK = InstantSource.system();

  /** The tables' journals, as one bean: Spring would take a list of them for a list of beans. */
  record Journals(Map<TableDefinition, TableJournal> byTable) {}

  @Bean
  KafkaClients kafkaClients(SinkSettings settings) {
    return new KafkaClients(settings);
  }

  @Bean
  TableLogs tableLogs(SinkSettings settings) {
    return TableLogs.withBackground(settings.delta(), settings.sink().id());
  }

  @Bean
  Journals journals(SinkSettings settings, MeterRegistry meters) {
    Map<TableDefinition, TableJournal> journals = new LinkedHashMap<>();
    for (TableDefinition table : TableCatalog.of(settings.topics())) {
      journals.put(table, new TableJournal(table, meters, CLOCK));
    }
    return new Journals(journals);
  }

  /** Closed by the thread that uses it. */
  @Bean(destroyMethod = "")
  BrokerWatch brokerWatch(SinkSettings settings, KafkaClients clients) {
    return new BrokerWatch(
        settings.kafka().bootstrapServers(),
        settings.topics().outputs(),
        () -> clients.admin("watch"));
  }

  @Bean
  BrokerTopicIds topicIds(KafkaClients clients) {
    return new BrokerTopicIds(() -> clients.admin("topics"));
  }

  @Bean
  Lag lag(Journals journals, BrokerWatch broker, MeterRegistry meters) {
    Lag lag = new Lag(() -> broker.ends().ends(), CLOCK);
    journals
        .byTable()
        .forEach(
            (table, journal) ->
                ProgressMeters.register(meters, table.name(), journal::progress, lag));
    return lag;
  }

  @Bean
  SinkProgress sinkProgress(Journals journals, BrokerWatch broker, Lag lag) {
    return new SinkProgress(List.copyOf(journals.byTable().values()), broker, lag);
  }

  @Bean
  Housekeeping housekeeping(SinkSettings settings, TableLogs logs, MeterRegistry meters) {
    return new Housekeeping(settings.delta().maintenance(), logs, meters, CLOCK);
  }

  @Bean
  SinkLifecycle sinkLifecycle(
      SinkSettings settings,
      KafkaClients clients,
      TableLogs logs,
      Housekeeping housekeeping,
      Journals journals,
      BrokerWatch broker,
      BrokerTopicIds topics,
      Lag lag,
      SinkProgress progress) {
    Gaps gaps = new Gaps(topics, new GapLedger(logs, CLOCK), settings.sink().onGap());
    StopSignal stop = new StopSignal();
    Map<String, Runnable> tasks = new LinkedHashMap<>();
    journals
        .byTable()
        .forEach(
            (table, journal) ->
                tasks.put(
                    table.name(),
                    new TableTask(
                        table,
                        opener(table, logs, housekeeping),
                        () -> clients.consumer(table),
                        policy(settings.sink()),
                        gaps,
                        RetrySchedule.OF_STORAGE,
                        RetrySchedule.OF_BROKER,
                        CLOCK,
                        journal,
                        stop)));
    ProgressSummary summary = new ProgressSummary(progress, CLOCK);
    Runnable watch =
        () -> {
          lag.look(progress.tables());
          summary.run();
        };
    return new SinkLifecycle(tasks, broker, watch, stop);
  }

  @Bean
  SinkHealth sinkHealthIndicator(SinkProgress progress) {
    return new SinkHealth(progress);
  }

  @Bean
  ProgressEndpoint progressEndpoint(SinkSettings settings, SinkProgress progress) {
    return new ProgressEndpoint(settings.sink().id(), progress);
  }

  private static Target.Opener opener(
      TableDefinition table, TableLogs logs, Housekeeping housekeeping) {
    return () ->
        new Target(
            logs.open(table),
            new TableFileWriter(table, logs.root(table), logs.hadoop()),
            housekeeping.of(table));
  }

  private static FlushPolicy policy(FlushSettings settings) {
    return new FlushPolicy(
        settings.flushInterval(), settings.flushRows(), settings.flushBytes().toBytes());
  }
}
