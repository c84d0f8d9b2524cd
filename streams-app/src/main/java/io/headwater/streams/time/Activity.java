package io.headwater.streams.time;

/** Whether more may come from an input partition. */
public enum Activity {
  /** There is more to read, or there may be. */
  ACTIVE,
  /** Nothing for a while, and the broker confirms that there is nothing: it holds nobody back. */
  IDLE
}
