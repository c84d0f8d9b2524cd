package io.headwater.bench.rig;

import io.headwater.bench.rig.TopicVolumes.Volume;
import java.util.Locale;
import java.util.Map;

/** The bytes of a stream's topics, by what the topics are for. */
public final class Volumes {

  /** What a topic is for. */
  public enum Kind {
    CHANGELOGS,
    INTERNAL_TOPICS,
    OUTPUT_TOPICS,
    KAFKAS_OWN_TOPICS;

    private static Kind of(String topic) {
      if (topic.startsWith("__")) {
        return KAFKAS_OWN_TOPICS;
      }
      if (topic.endsWith("-changelog")) {
        return CHANGELOGS;
      }
      return topic.endsWith("-repartition") ? INTERNAL_TOPICS : OUTPUT_TOPICS;
    }

    /** As it is called in the report. */
    public String words() {
      return this == KAFKAS_OWN_TOPICS
          ? "Kafka's own topics"
          : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private Volumes() {}

  /** Bytes on the broker's disk, of all topics of a kind. */
  public static long bytes(TopicVolumes volumes, Kind kind) {
    return volumes.byTopic().entrySet().stream()
        .filter(topic -> Kind.of(topic.getKey()) == kind)
        .map(Map.Entry::getValue)
        .mapToLong(Volume::bytes)
        .sum();
  }
}
