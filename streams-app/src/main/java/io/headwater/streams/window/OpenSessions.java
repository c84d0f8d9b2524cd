package io.headwater.streams.window;

import io.headwater.model.EnrichedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The sessions of one sensor that were not sent yet, the earliest first. Immutable; mostly it is
 * one.
 */
record OpenSessions(List<Session> sessions) {

  static final OpenSessions NONE = new OpenSessions(List.of());

  OpenSessions {
    sessions = List.copyOf(sessions);
  }

  private static OpenSessions of(Session only) {
    return new OpenSessions(List.of(only));
  }

  /**
   * With one event more: in the session that takes it, which may bridge two, or in one of its own.
   *
   * @param closedThrough sessions that end here or before take no more events, sent or not
   * @param judgedBy whether the event is too late to open a session of its own
   * @return empty when the event is late
   */
  Optional<OpenSessions> plus(EnrichedEvent enriched, long gap, long closedThrough, long judgedBy) {
    long time = enriched.event().eventTime();
    if (sessions.size() == 1 && takes(sessions.get(0), time, gap, closedThrough)) {
      // nearly every event of every sensor
      return Optional.of(of(sessions.get(0).plus(enriched)));
    }
    List<Session> others = new ArrayList<>(sessions.size() + 1);
    Session joined = null;
    for (Session session : sessions) {
      if (takes(session, time, gap, closedThrough)) {
        joined = joined == null ? session : joined.merge(session);
      } else {
        others.add(session);
      }
    }
    if (joined == null && time + gap <= judgedBy) {
      return Optional.empty();
    }
    Session grown = joined == null ? Session.of(enriched) : joined.plus(enriched);
    int place = 0;
    while (place < others.size() && others.get(place).start() < grown.start()) {
      place++;
    }
    others.add(place, grown);
    return Optional.of(new OpenSessions(others));
  }

  private static boolean takes(Session session, long time, long gap, long closedThrough) {
    return session.end(gap) > closedThrough && session.takes(time, gap);
  }

  /** Those that end at {@code time} or before. */
  List<Session> endedBy(long time, long gap) {
    return sessions.stream().filter(session -> session.end(gap) <= time).toList();
  }

  /** Those that end after {@code time}. */
  OpenSessions after(long time, long gap) {
    return new OpenSessions(sessions.stream().filter(session -> session.end(gap) > time).toList());
  }

  /** When the first of them ends. */
  OptionalLong nextEnd(long gap) {
    if (sessions.isEmpty()) {
      return OptionalLong.empty();
    }
    long next = Long.MAX_VALUE;
    for (Session session : sessions) {
      next = Math.min(next, session.end(gap));
    }
    return OptionalLong.of(next);
  }
}
