package io.headwater.sink.delta;

/** What became of files that were to take the place of others. */
public sealed interface ReplaceOutcome {

  /** They have, at {@code version} of the table or before. */
  record Replaced(long version) implements ReplaceOutcome {}

  /**
   * They have not, and never will: somebody else removed one of the others first.
   *
   * @param path of that file, as the log had it
   */
  record Outdated(String path) implements ReplaceOutcome {}
}
