package io.headwater.streams.window;

import io.headwater.model.CloseReason;
import io.headwater.model.Scope;
import io.headwater.model.WindowAggregate;
import io.headwater.streams.time.Panes;

/** Makes windows of panes. Pure: the same panes make the same windows. */
final class WindowAssembler {

  /** The window that is one pane. */
  static final String MINUTE = "1m";

  private WindowAssembler() {}

  /** The one-minute window of a sensor's series. */
  static WindowAggregate minute(OpenPane open, CloseReason reason) {
    Series series = open.series();
    Pane pane = open.pane();
    return new WindowAggregate(
        Scope.SENSOR,
        MINUTE,
        series.sensorId(),
        series.location(),
        series.deviceType(),
        series.unit(),
        open.start(),
        open.start() + Panes.SIZE,
        pane.summary(),
        pane.firstEventTime(),
        pane.lastEventTime(),
        pane.anomalies(),
        1,
        reason);
  }
}
