package io.headwater.quickstart.source;

/** What a source did to an event on purpose. */
public enum Trait {
  /** Event time 15 s to 3 min before it is due. */
  LATE,
  /** Event time up to 5 s before it is due. */
  OUT_OF_ORDER,
  /** The stream must reject it. */
  MALFORMED,
  /** A temperature outside the limits. */
  EXCURSION,
  /** A reading more than 20 % above the sensor's last ones. */
  SPIKE,
  /** The device reports an error or worse. */
  FAULT
}
