package io.headwater.bench.rig;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How much each topic holds. */
public record TopicVolumes(Map<String, Volume> byTopic) {

  public TopicVolumes {
    byTopic = Map.copyOf(byTopic);
  }

  /**
   * What one topic holds.
   *
   * @param records offsets given, those of Kafka's own transaction markers among them
   * @param bytes on the broker's disk, as compressed as they were sent
   */
  public record Volume(long records, long bytes) {

    static final Volume NOTHING = new Volume(0, 0);

    Volume plus(Volume other) {
      return new Volume(records + other.records, bytes + other.bytes);
    }

    Volume minus(Volume other) {
      return new Volume(records - other.records, bytes - other.bytes);
    }
  }

  /** What came in since {@code before}: topics that did not grow are not in it. */
  public TopicVolumes since(TopicVolumes before) {
    Map<String, Volume> grown = new TreeMap<>();
    byTopic.forEach(
        (topic, volume) -> {
          Volume growth = volume.minus(before.byTopic.getOrDefault(topic, Volume.NOTHING));
          if (growth.bytes() > 0) {
            grown.put(topic, growth);
          }
        });
    return new TopicVolumes(grown);
  }

  /** Those of the topics whose names begin with {@code prefix}. */
  public TopicVolumes of(String prefix) {
    return new TopicVolumes(
        byTopic.entrySet().stream()
            .filter(topic -> topic.getKey().startsWith(prefix))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** The same with {@code prefix} taken off the names that begin with it. */
  public TopicVolumes without(String prefix) {
    return new TopicVolumes(
        byTopic.entrySet().stream()
            .collect(
                Collectors.toMap(
                    topic ->
                        topic.getKey().startsWith(prefix)
                            ? topic.getKey().substring(prefix.length())
                            : topic.getKey(),
                    Map.Entry::getValue)));
  }
}
