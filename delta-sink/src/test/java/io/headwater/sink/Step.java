package io.headwater.sink;

/**
 * A point in a program: where a method begins or ends.
 *
 * @param type a class, or an interface of ours that a class of ours implements
 * @param method all of its methods of that name
 */
record Step(String type, String method, At at) {

  enum At {
    ENTRY,
    EXIT
  }

  static Step entering(String type, String method) {
    return new Step(type, method, At.ENTRY);
  }

  static Step leaving(String type, String method) {
    return new Step(type, method, At.EXIT);
  }

  @Override
  public String toString() {
    return "%s of %s.%s".formatted(at, type, method);
  }
}
