package io.headwater.quickstart.doctor.net;

/** Whether an endpoint takes connections. */
public sealed interface Reach {

  /**
   * It does.
   *
   * @param address the numbers its name stands for
   */
  record Reached(String address) implements Reach {}

  /** Nobody knows its name. */
  record UnknownName() implements Reach {}

  /**
   * The name is known, but nothing takes connections there.
   *
   * @param address the numbers its name stands for
   */
  record Refused(String address, String why) implements Reach {}

  /** The name is known, and nothing at all came back. */
  record Silent(String address) implements Reach {}
}
