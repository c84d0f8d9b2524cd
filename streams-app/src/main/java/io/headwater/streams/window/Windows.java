package io.headwater.streams.window;

import io.headwater.model.CloseReason;
import io.headwater.model.Scope;
import io.headwater.model.WindowAggregate;
import io.headwater.streams.window.LocationMessage.Partial;
import io.headwater.streams.window.SessionStore.Ended;
import io.headwater.streams.window.WindowGrid.Aligned;
import io.headwater.streams.window.WindowMerge.Merged;

/** Closed windows as the topic has them. */
final class Windows {

  private Windows() {}

  /** A sensor's window that ends at {@code end}. */
  static WindowAggregate ofSensor(Merged merged, Aligned window, long end, CloseReason reason) {
    Group group = merged.series().group();
    return new WindowAggregate(
        Scope.SENSOR,
        window.name(),
        merged.series().sensorId(),
        group.location(),
        group.deviceType(),
        group.unit(),
        end - window.size(),
        end,
        merged.totals().summary(),
        merged.totals().firstEventTime(),
        merged.totals().lastEventTime(),
        merged.totals().anomalies(),
        1,
        reason);
  }

  /** A location's window, of all partitions' parts merged. */
  static WindowAggregate ofLocation(Partial whole) {
    Group group = whole.group();
    return new WindowAggregate(
        Scope.LOCATION,
        whole.window(),
        null,
        group.location(),
        group.deviceType(),
        group.unit(),
        whole.start(),
        whole.end(),
        whole.totals().summary(),
        whole.totals().firstEventTime(),
        whole.totals().lastEventTime(),
        whole.totals().anomalies(),
        whole.sensors(),
        whole.reason());
  }

  /** A sensor's session that is over. */
  static WindowAggregate ofSession(Ended ended, String name, long gap, CloseReason reason) {
    Session session = ended.session();
    Group group = session.group();
    return new WindowAggregate(
        Scope.SENSOR,
        name,
        ended.sensorId(),
        group.location(),
        group.deviceType(),
        group.unit(),
        session.start(),
        session.end(gap),
        session.totals().summary(),
        session.totals().firstEventTime(),
        session.totals().lastEventTime(),
        session.totals().anomalies(),
        1,
        reason);
  }
}
