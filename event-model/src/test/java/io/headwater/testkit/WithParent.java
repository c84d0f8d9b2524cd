package io.headwater.testkit;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/** Runs a main class and halts when the process that started it is gone. */
final class WithParent {

  private WithParent() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    Thread watch = new Thread(WithParent::haltWithParent, "watch-parent");
    watch.setDaemon(true);
    watch.start();
    try {
      Class.forName(args[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(args[0] + " failed", e.getCause());
    }
  }

  private static void haltWithParent() {
    try {
      while (System.in.read() >= 0) {
        // nobody writes: the end of the stream is the message
      }
    } catch (IOException broken) {
      // as good as the end
    }
    Runtime.getRuntime().halt(137);
  }
}
