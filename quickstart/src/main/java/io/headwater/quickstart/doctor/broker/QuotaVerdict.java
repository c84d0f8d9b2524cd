package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Finding;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.quota.ClientQuotaEntity;

/** What to say of the limits the broker sets. */
final class QuotaVerdict {

  private static final Map<String, String> WORDS =
      Map.of(
          "producer_byte_rate", "bytes/s written",
          "consumer_byte_rate", "bytes/s read",
          "request_percentage", "% of the request threads",
          "controller_mutation_rate", "changes of topics/s");

  private QuotaVerdict() {}

  /**
   * Of the limits that are set.
   *
   * @param quotas by whom they are for; as the broker tells
   */
  static Finding of(Map<ClientQuotaEntity, Map<String, Double>> quotas) {
    if (quotas.isEmpty()) {
      return Finding.ok("no quotas are set");
    }
    String seen =
        quotas.entrySet().stream()
            .map(quota -> "%s: %s".formatted(whose(quota.getKey()), limits(quota.getValue())))
            .sorted()
            .collect(Collectors.joining("; "));
    return Finding.warn(
        "quotas are set: " + seen,
        "see that they are above what stream and sink need (docs/performance.md), or raise them"
            + " with kafka-configs.sh: whoever meets one is made to wait, without an error");
  }

  /** Of the time a short read was made to wait. */
  static Finding ofThrottle(Duration longest) {
    return longest.isZero()
        ? Finding.ok("a short read was not made to wait")
        : Finding.warn(
            "the broker made a short read wait for %d ms".formatted(longest.toMillis()),
            "this user is at a quota now: raise it, or (Event Hubs) add throughput or processing"
                + " units");
  }

  private static String whose(ClientQuotaEntity entity) {
    return new TreeMap<>(entity.entries())
        .entrySet().stream()
            .map(
                entry ->
                    entry.getKey()
                        + " "
                        + (entry.getValue() == null ? "(default)" : entry.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String limits(Map<String, Double> limits) {
    return new TreeMap<>(limits)
        .entrySet().stream()
            .map(
                limit ->
                    "%.0f %s"
                        .formatted(
                            limit.getValue(), WORDS.getOrDefault(limit.getKey(), limit.getKey())))
            .collect(Collectors.joining(", "));
  }
}
