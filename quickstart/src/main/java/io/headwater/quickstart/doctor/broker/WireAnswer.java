package io.headwater.quickstart.doctor.broker;

import java.util.Map;
import java.util.Set;

/** What comes back when an endpoint is asked which versions of Kafka's protocol it speaks. */
sealed interface WireAnswer {

  /**
   * It speaks Kafka.
   *
   * @param apis keys of the requests it takes
   * @param features finalized features and their level
   * @param throttleMillis how long the client is asked to be silent
   */
  record Versions(Set<Short> apis, Map<String, Short> features, int throttleMillis)
      implements WireAnswer {

    boolean takes(int api) {
      return apis.contains((short) api);
    }

    int level(String feature) {
      return features.getOrDefault(feature, (short) 0);
    }
  }

  /** It closed or reset the connection without a word. */
  record Closed() implements WireAnswer {}

  /** It kept the connection, without a word. */
  record Silent() implements WireAnswer {}

  /** It said something that is not Kafka. */
  record Foreign() implements WireAnswer {}

  /** TLS failed before anything could be asked. */
  record TlsFailed(String why) implements WireAnswer {}

  /** The connection could not be made or used, or not with these settings. */
  record Unusable(String why) implements WireAnswer {}
}
