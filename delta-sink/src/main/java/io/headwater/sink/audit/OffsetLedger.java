package io.headwater.sink.audit;

/** The offsets that were seen, and those that were seen more than once. */
final class OffsetLedger {

  private final OffsetSet seen = new OffsetSet();
  private final Sample repeated = new Sample();

  void add(long offset) {
    if (!seen.add(offset)) {
      repeated.add(offset);
    }
  }

  OffsetSet seen() {
    return seen;
  }

  Sample repeated() {
    return repeated;
  }
}
