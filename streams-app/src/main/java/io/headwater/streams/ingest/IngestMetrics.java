package io.headwater.streams.ingest;

import io.headwater.model.RejectReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** What the ingest stage counts, over all tasks of the process. */
final class IngestMetrics {

  private final Counter accepted;
  private final Counter rejected;
  private final Map<RejectReason, Counter> rejectedFor = new EnumMap<>(RejectReason.class);

  IngestMetrics(MeterRegistry registry) {
    accepted = events("accepted", registry);
    rejected = events("rejected", registry);
    for (RejectReason reason : RejectReason.values()) {
      rejectedFor.put(
          reason,
          Counter.builder("headwater.stream.rejected")
              .description("Input records that went to the dead-letter topic")
              .tag("reason", reason.name())
              .register(registry));
    }
  }

  void accepted() {
    accepted.increment();
  }

  void rejected(RejectReason reason) {
    rejected.increment();
    rejectedFor.get(reason).increment();
  }

  private static Counter events(String outcome, MeterRegistry registry) {
    return Counter.builder("headwater.stream.events")
        .description("Input records read")
        .tag("outcome", outcome)
        .register(registry);
  }
}
