package io.headwater.streams;

import io.headwater.streams.topics.TopicsCommand;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What {@code ./headwater topics} answers. */
record TopicsCommandRun(int exitCode, String out, String err) {

  static TopicsCommandRun of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        TopicsCommand.commandLine(new TopologyTopics())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(args);
    return new TopicsCommandRun(exitCode, out.toString(), err.toString());
  }
}
