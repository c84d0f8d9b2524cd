package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Finding;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What to say of the stream's consumer group: somebody else under its name would take its
 * partitions.
 *
 * @param own topics that the stream reads, besides those whose names begin with the group's
 */
record GroupVerdict(List<String> own) {

  private static final int SHOWN = 4;

  Finding of(GroupFacts group) {
    if (group.state().isEmpty()) {
      return Finding.ok("there is no group %s yet: nobody uses the name".formatted(group.name()));
    }
    List<String> foreign =
        new TreeSet<>(group.topics())
            .stream()
                .filter(topic -> !own.contains(topic) && !topic.startsWith(group.name() + "-"))
                .toList();
    if (!foreign.isEmpty()) {
      return Finding.fail(
          "somebody else is active as %s and reads %s (%s)"
              .formatted(group.name(), String.join(", ", foreign), members(group)),
          "choose another name with headwater.streams.application-id");
    }
    if (group.lost() > 0) {
      return Finding.fail(
          "%s, and the topic has deleted %d records it has not read"
              .formatted(words(group), group.lost()),
          "they are gone from the topic; keep it longer (retention.ms), and send them again if the"
              + " senders still have them");
    }
    return Finding.ok(words(group));
  }

  private static String words(GroupFacts group) {
    return "%s is %s with %d member%s%s, %d records behind"
        .formatted(
            group.name(),
            group.state().toLowerCase(Locale.ROOT),
            group.members().size(),
            group.members().size() == 1 ? "" : "s",
            group.members().isEmpty() ? "" : " (" + members(group) + ")",
            group.lag());
  }

  private static String members(GroupFacts group) {
    int more = group.members().size() - SHOWN;
    Stream<String> shown = group.members().stream().limit(SHOWN);
    return String.join(
        ", ", more > 0 ? Stream.concat(shown, Stream.of(more + " more")).toList() : shown.toList());
  }
}
