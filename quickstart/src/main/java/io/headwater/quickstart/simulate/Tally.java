package io.headwater.quickstart.simulate;

import io.headwater.quickstart.source.Trait;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is sent, while others look. */
final class Tally {

  private final LongAdder handedOver = new LongAdder();
  private final LongAdder confirmed = new LongAdder();
  private final Map<Trait, LongAdder> traits = new EnumMap<>(Trait.class);

  Tally() {
    for (Trait trait : Trait.values()) {
      traits.put(trait, new LongAdder());
    }
  }

  void sent(Set<Trait> ofRecord) {
    handedOver.increment();
    for (Trait trait : ofRecord) {
      counter(trait).increment();
    }
  }

  void confirmed() {
    confirmed.increment();
  }

  long confirmedSoFar() {
    return confirmed.sum();
  }

  SimulationReport report(Duration elapsed, Duration behind) {
    long arrived = confirmed.sum();
    return new SimulationReport(
        arrived,
        handedOver.sum() - arrived,
        counter(Trait.MALFORMED).sum(),
        counter(Trait.LATE).sum(),
        counter(Trait.OUT_OF_ORDER).sum(),
        counter(Trait.EXCURSION).sum(),
        counter(Trait.SPIKE).sum(),
        counter(Trait.FAULT).sum(),
        elapsed,
        behind);
  }

  private LongAdder counter(Trait trait) {
    return traits.get(trait);
  }
}
