package io.headwater.sink.delta;

import java.util.List;
import java.util.Set;

/** Whether a sink can write a table, found out without writing. */
public sealed interface TableFit {

  /** There is no such table; a sink makes it. */
  record Missing() implements TableFit {}

  /**
   * It can.
   *
   * @param version the table's newest
   * @param lacking columns that the sink adds at its start
   * @param writers ids of the sinks that have written it
   */
  record Fits(long version, List<String> lacking, Set<String> writers) implements TableFit {

    public Fits {
      lacking = List.copyOf(lacking);
      writers = Set.copyOf(writers);
    }
  }
}
