package io.headwater.bench.micro;

import java.util.List;

/**
 * Hands out the same things in turn, for ever: a step that always works on one and the same has it
 * in the processor's caches, and its branches are learnt by heart. Not for several threads.
 */
public final class Turns<T> {

  private final List<T> things;
  private int next;

  /**
   * Begins with the first.
   *
   * @param things at least one
   */
  public Turns(List<T> things) {
    this.things = List.copyOf(things);
  }

  /** The next one; after the last, the first. */
  public T next() {
    T thing = things.get(next);
    next = next + 1 == things.size() ? 0 : next + 1;
    return thing;
  }
}
