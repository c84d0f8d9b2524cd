package io.headwater.streams.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.RecordCollector;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fails when Kafka Streams stops flushing caches before a commit, which the saving rests on. */
class BeforeCommitTest {

  @TempDir private Path state;

  /** Counts records in memory, and saves the count before a commit only. */
  private static final class Counting implements Processor<String, String, String, Long> {

    private KeyValueStore<String, Long> store;
    private long count;

    @Override
    public void init(ProcessorContext<String, Long> context) {
      // stores are given the same object, and wait with it
      assertThat(context).isInstanceOf(RecordCollector.Supplier.class);
      store = context.getStateStore("counts");
      Long before = store.get("records");
      count = before == null ? 0 : before;
      context.<BeforeCommit>getStateStore("before-commit").run(() -> store.put("records", count));
    }

    @Override
    public void process(Record<String, String> record) {
      count++;
    }
  }

  @Test
  void shouldSaveInTheTransactionThatCommitsTheRecord() {
    try (TopologyTestDriver driver = driver(StreamsConfig.EXACTLY_ONCE_V2)) {
      driver.createInputTopic("in", new StringSerializer(), new StringSerializer()).pipeInput("a");

      // The driver's producer shows only what was sent before its transaction was committed
      assertThat(
              driver
                  .createOutputTopic(
                      "test-counts-changelog", new StringDeserializer(), new LongDeserializer())
                  .readKeyValuesToMap())
          .containsEntry("records", 1L);
    }
  }

  @Test
  void shouldHaveWhatWasSavedAfterARestart() throws IOException {
    keepState();
    try (TopologyTestDriver driver = driver(StreamsConfig.AT_LEAST_ONCE)) {
      driver.createInputTopic("in", new StringSerializer(), new StringSerializer()).pipeInput("a");
    }
    keepState();
    try (TopologyTestDriver driver = driver(StreamsConfig.AT_LEAST_ONCE)) {
      driver.createInputTopic("in", new StringSerializer(), new StringSerializer()).pipeInput("b");

      assertThat(driver.<String, Long>getKeyValueStore("counts").get("records")).isEqualTo(2);
    }
  }

  @Test
  void shouldSaveNothingOfWhatIsDropped() {
    BeforeCommit beforeCommit = BeforeCommit.builder("before-commit").build();
    StringBuilder saved = new StringBuilder();
    beforeCommit.run(() -> saved.append("saved"));

    beforeCommit.clearCache();
    beforeCommit.flushCache();

    assertThat(saved).isEmpty();
  }

  @Test
  void shouldSaveOnlyWhenTheBrokerHasWhatWasSentWhereThereAreNoTransactions() {
    List<String> done = new ArrayList<>();
    BeforeCommit beforeCommit = BeforeCommit.builderAwaitingSent("before-commit").build();
    beforeCommit.init(task(StreamsConfig.AT_LEAST_ONCE, () -> done.add("flush")), beforeCommit);
    beforeCommit.run(() -> done.add("saved"));

    beforeCommit.flushCache();

    assertThat(done).containsExactly("flush", "saved");
  }

  @Test
  void shouldSaveNothingWhenTheBrokerDidNotTakeWhatWasSent() {
    List<String> done = new ArrayList<>();
    BeforeCommit beforeCommit = BeforeCommit.builderAwaitingSent("before-commit").build();
    StateStoreContext task =
        task(
            StreamsConfig.AT_LEAST_ONCE,
            () -> {
              throw new StreamsException("too large");
            });
    beforeCommit.init(task, beforeCommit);
    beforeCommit.run(() -> done.add("saved"));

    assertThatThrownBy(beforeCommit::flushCache).hasMessage("too large");
    assertThat(done).isEmpty();
  }

  @Test
  void shouldNotWaitWhereThereAreTransactions() {
    List<String> done = new ArrayList<>();
    BeforeCommit beforeCommit = BeforeCommit.builderAwaitingSent("before-commit").build();
    beforeCommit.init(task(StreamsConfig.EXACTLY_ONCE_V2, () -> done.add("flush")), beforeCommit);
    beforeCommit.run(() -> done.add("saved"));

    beforeCommit.flushCache();

    assertThat(done).containsExactly("saved");
  }

  @Test
  void shouldNotWaitWhereNobodyAskedForIt() {
    List<String> done = new ArrayList<>();
    BeforeCommit beforeCommit = BeforeCommit.builder("before-commit").build();
    beforeCommit.init(task(StreamsConfig.AT_LEAST_ONCE, () -> done.add("flush")), beforeCommit);
    beforeCommit.run(() -> done.add("saved"));

    beforeCommit.flushCache();

    assertThat(done).containsExactly("saved");
  }

  /** What a store is given that needs no more of its task than this. */
  private static StateStoreContext task(String guarantee, Runnable flush) {
    Object sent =
        fake(
            (proxy, method, args) -> {
              assertThat(method.getName()).isEqualTo("flush");
              flush.run();
              return null;
            },
            RecordCollector.class);
    return (StateStoreContext)
        fake(
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "appConfigs" -> Map.of(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
                  case "recordCollector" -> sent;
                  default -> null;
                },
            StateStoreContext.class,
            RecordCollector.Supplier.class);
  }

  private static Object fake(InvocationHandler handler, Class<?>... interfaces) {
    return Proxy.newProxyInstance(BeforeCommitTest.class.getClassLoader(), interfaces, handler);
  }

  /** A driver deletes its state when it is closed, but not what a link leads to. */
  private void keepState() throws IOException {
    Path kept = Files.createDirectories(state.resolve("kept"));
    Path directory = Files.createDirectories(state.resolve("test").resolve("0_0"));
    Files.createSymbolicLink(directory.resolve("rocksdb"), kept);
  }

  private TopologyTestDriver driver(String guarantee) {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
    return new TopologyTestDriver(topology(), config);
  }

  private static Topology topology() {
    ProcessorSupplier<String, String, String, Long> counting =
        new ProcessorSupplier<>() {
          @Override
          public Processor<String, String, String, Long> get() {
            return new Counting();
          }

          @Override
          public Set<StoreBuilder<?>> stores() {
            return Set.of(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore("counts"), Serdes.String(), Serdes.Long())
                    .withCachingDisabled(),
                BeforeCommit.builderAwaitingSent("before-commit"));
          }
        };
    return new Topology()
        .addSource("in", new StringDeserializer(), new StringDeserializer(), "in")
        .addProcessor("counting", counting, "in");
  }
}
