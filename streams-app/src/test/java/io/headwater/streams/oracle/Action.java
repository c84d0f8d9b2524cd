package io.headwater.streams.oracle;

/** What happens to a task. */
sealed interface Action permits Action.Life, Action.Hear, Input {

  /** What happens to it whatever it reads, and must change nothing in what it writes. */
  enum Life implements Action {
    /** The period of its punctuations has passed. */
    TICK,
    COMMIT,
    /** It commits, ends, and starts again with its state. */
    RESTART,
    /** It loses what it did since its last commit, and does it again. */
    CRASH
  }

  /**
   * A task by location reads what a partition's task has sent it.
   *
   * @param most how many messages, if there are so many
   */
  record Hear(int partition, int most) implements Action {}
}
