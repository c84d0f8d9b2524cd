package io.headwater.bench.latency;

/** What an event leads to. */
enum Result {
  ENRICHED("enriched event"),
  ANOMALY("anomaly"),
  OPENED("alert opened"),
  RESOLVED("alert resolved");

  private final String words;

  Result(String words) {
    this.words = words;
  }

  /** As it is called in the report. */
  String words() {
    return words;
  }
}
