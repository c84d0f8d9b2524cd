package io.headwater.bench.soak;

/** What is looked at again and again, of each process. */
enum Figure {
  LIVE_HEAP("heap after a full collection, MiB"),
  BESIDES_HEAP("memory besides the heap, MiB"),
  RESIDENT("memory resident, MiB"),
  LAG("records not committed"),
  CORES("cores");

  private final String words;

  Figure(String words) {
    this.words = words;
  }

  /** As it is called in the report. */
  String words() {
    return words;
  }
}
