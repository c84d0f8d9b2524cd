package io.headwater.quickstart.source;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record for the input topic. It hands its arrays out as they are: whoever gets them must not
 * change them.
 */
public final class SourceRecord {

  private final long dueNanos;
  private final byte @Nullable [] key;
  private final byte[] value;
  private final Set<Trait> traits;

  /**
   * A record.
   *
   * @param dueNanos when to send it, in nanoseconds after the start; never less than the record's
   *     before it
   * @param key null: a record without a key
   */
  public SourceRecord(long dueNanos, byte @Nullable [] key, byte[] value, Set<Trait> traits) {
    this.dueNanos = dueNanos;
    this.key = key;
    this.value = value;
    this.traits = traits;
  }

  public long dueNanos() {
    return dueNanos;
  }

  public byte @Nullable [] key() {
    return key;
  }

  public byte[] value() {
    return value;
  }

  public Set<Trait> traits() {
    return traits;
  }
}
