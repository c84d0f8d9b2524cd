package io.headwater.streams.state;

import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.RecordCollector;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * Runs a task's {@code save} before each of its commits, so that a processor may hold what is hot
 * as objects and write it once a commit: a commit never covers an input record whose effect is in
 * memory only.
 *
 * <p>To Kafka Streams this is a store without data. Before a commit it flushes the caches of all
 * stores, then their changelogs, then commits; {@code save} is such a flush. It must write to
 * stores without a cache of their own: another cache may have been flushed already.
 *
 * <p>Without transactions a process can die when what it saved is in the changelog and what it sent
 * is not in its topic; the records behind that, read again, find it done. Whoever must not lose
 * what it sends has a store that first waits until the broker has all that the task has sent.
 *
 * <p>The interfaces behind it are internal to Kafka Streams, and only this class knows them; {@code
 * BeforeCommitTest} fails when Kafka Streams stops using them. Called by the task's thread.
 */
public final class BeforeCommit implements StateStore, CachedStateStore<Object, Object> {

  private enum First {
    SAVE,
    AWAIT_SENT
  }

  private final String name;
  private final First first;
  private Runnable awaitSent = BeforeCommit::nothing;
  private Runnable save = BeforeCommit::nothing;
  private boolean open;

  private BeforeCommit(String name, First first) {
    this.name = name;
    this.first = first;
  }

  /** The store to connect to the processor that saves. */
  public static StoreBuilder<BeforeCommit> builder(String name) {
    return new Builder(name, First.SAVE);
  }

  /**
   * The store to connect to a processor whose state must not be ahead of what it sent. Without
   * transactions each commit takes a round trip to the broker more.
   */
  public static StoreBuilder<BeforeCommit> builderAwaitingSent(String name) {
    return new Builder(name, First.AWAIT_SENT);
  }

  /** From now on this is run before each commit; called in a processor's {@code init}. */
  public void run(Runnable save) {
    this.save = save;
  }

  @Override
  public void flushCache() {
    awaitSent.run();
    save.run();
  }

  /** What is in memory is dropped with its processor, which Kafka Streams initialises again. */
  @Override
  public void clearCache() {
    save = BeforeCommit::nothing;
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    save = BeforeCommit::nothing;
    awaitSent = first == First.AWAIT_SENT ? awaitSent(context) : BeforeCommit::nothing;
    open = true;
    context.register(
        root,
        (key, value) -> {
          throw new IllegalStateException("a store without data has no changelog to restore");
        });
  }

  @Override
  public void close() {
    save = BeforeCommit::nothing;
    open = false;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  private static Runnable awaitSent(StateStoreContext context) {
    Object guarantee = context.appConfigs().get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG);
    return StreamsConfig.AT_LEAST_ONCE.equals(guarantee)
            && context instanceof RecordCollector.Supplier task
        ? () -> task.recordCollector().flush()
        : BeforeCommit::nothing;
  }

  private static void nothing() {}

  private record Builder(String name, First first) implements StoreBuilder<BeforeCommit> {

    @Override
    public BeforeCommit build() {
      return new BeforeCommit(name, first);
    }

    @Override
    public StoreBuilder<BeforeCommit> withCachingEnabled() {
      throw new UnsupportedOperationException("there is no data to cache");
    }

    @Override
    public StoreBuilder<BeforeCommit> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<BeforeCommit> withLoggingEnabled(Map<String, String> config) {
      throw new UnsupportedOperationException("there is no data to log");
    }

    @Override
    public StoreBuilder<BeforeCommit> withLoggingDisabled() {
      return this;
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }
  }
}
