package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.broker.WireAnswer.Versions;
import io.headwater.quickstart.doctor.check.Finding;

/** What to say of the ways in which a broker leads groups. */
final class GroupProtocolVerdict {

  private static final int JOIN_GROUP = 11;
  private static final int CONSUMER_GROUP_HEARTBEAT = 68;
  private static final int STREAMS_GROUP_HEARTBEAT = 88;

  private GroupProtocolVerdict() {}

  static Finding of(Versions broker) {
    String others =
        "consumer (KIP-848): %s, streams (KIP-1071): %s"
            .formatted(
                word(broker.takes(CONSUMER_GROUP_HEARTBEAT) && broker.level("group.version") >= 1),
                word(
                    broker.takes(STREAMS_GROUP_HEARTBEAT) && broker.level("streams.version") >= 1));
    return broker.takes(JOIN_GROUP)
        ? Finding.ok("classic: yes, which is what Headwater uses; " + others)
        : Finding.fail(
            "classic: no, which is what Headwater uses; " + others,
            "use a broker that leads classic groups, as Kafka 4.x and Event Hubs do");
  }

  private static String word(boolean there) {
    return there ? "yes" : "no";
  }
}
