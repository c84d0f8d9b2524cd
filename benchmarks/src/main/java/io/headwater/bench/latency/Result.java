package io.headwater.bench.latency;

/** What an event leads to; a row only where there is a sink. */
enum Result {
  ENRICHED("enriched event"),
  ANOMALY("anomaly"),
  OPENED("alert opened"),
  RESOLVED("alert resolved"),
  ROW("row in the table events");

  private final String words;

  Result(String words) {
    this.words = words;
  }

  /** As it is called in the report. */
  String words() {
    return words;
  }
}
