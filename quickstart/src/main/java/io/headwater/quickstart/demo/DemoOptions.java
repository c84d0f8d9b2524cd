package io.headwater.quickstart.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What to show.
 *
 * @param rate events a second
 * @param duration how long the plant sends; empty: until Ctrl-C
 * @param dir absolute; where broker, state and tables live
 * @param port of the stream's HTTP endpoint, the sink's is one above; 0: free ports
 */
record DemoOptions(
    int rate, int sensors, Optional<Duration> duration, Path dir, int port, long seed) {

  Path brokerDir() {
    return dir.resolve("broker");
  }

  Path stateDir() {
    return dir.resolve("state");
  }

  Path tablesDir() {
    return dir.resolve("tables");
  }

  Path logFile() {
    return dir.resolve("demo.log");
  }

  int sinkPort() {
    return port == 0 ? 0 : port + 1;
  }
}
