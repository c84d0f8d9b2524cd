package io.headwater.streams.anomaly;

import java.util.function.Supplier;

/**
 * What one rule remembers of one sensor. It is kept in numbered parts, so that a commit writes only
 * what changed. Each part begins with its format's version. Not for several threads.
 */
interface Memory {

  /** Takes parts to be kept. */
  @FunctionalInterface
  interface Parts {
    /** Keeps the part; what was kept under its number before is no more. */
    void keep(int number, byte[] part);
  }

  /** Hands over each part that changed since this was last called. */
  void save(Parts parts);

  /** Takes back a part that was kept; called on empty memory, in the order of the numbers. */
  void restore(int number, byte[] part);

  /** How many numbers are held, roughly: the measure of how much is held at all. */
  int weight();

  /**
   * A kind of memory.
   *
   * @param code of its entries in the store; never given to another kind
   */
  record Kind<M extends Memory>(byte code, Class<M> type, Supplier<M> empty) {}
}
