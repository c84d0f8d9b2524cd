package io.headwater.streams;

import java.util.ArrayList;
import java.util.List;

/**
 * Several streams in one process: one kill hits them all, each at another point of its work, and a
 * process is started for all of them once.
 */
public final class SeveralStreams {

  private static final String NEXT = "--next";

  private SeveralStreams() {}

  /** Starts a stream for each part of the arguments; the process lives until it is killed. */
  public static void main(String[] args) {
    List<String> settings = new ArrayList<>();
    for (String argument : args) {
      if (argument.equals(NEXT)) {
        StreamsApp.start(settings.toArray(String[]::new));
        settings.clear();
      } else {
        settings.add(argument);
      }
    }
  }

  /** The arguments for streams with these settings. */
  static List<String> arguments(List<String[]> streams) {
    List<String> arguments = new ArrayList<>();
    for (String[] settings : streams) {
      arguments.addAll(List.of(settings));
      arguments.add(NEXT);
    }
    return arguments;
  }
}
