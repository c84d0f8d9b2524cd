package io.headwater.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void shouldExplainEveryOptionOfDrainWithItsDefault() {
    assertThat(run("drain", "--help")).isZero();

    assertThat(out.toString())
        .contains("Usage: headwater bench drain [OPTIONS]")
        .containsPattern("--events=N[\\s\\S]+Default: 3000000\\s")
        .contains("--markdown=FILE", "--json=FILE", "--threads=N", "--dir=DIR")
        .containsPattern("--locations=N[\\s\\S]+Default: 20\\s")
        .containsPattern("--runs=N[\\s\\S]+Default: 3\\s")
        .doesNotContain("null");
  }

  @Test
  void shouldExplainEveryOptionOfGrowthWithItsDefault() {
    assertThat(run("growth", "--help")).isZero();

    assertThat(out.toString())
        .containsPattern("sensors,\\s+partitions,\\s+threads")
        .containsPattern("--vary=WHAT[\\s\\S]+Default: sensors\\s")
        .containsPattern("--sensors=N[\\s\\S]+Default: 1000,10000,100000,1000000\\s")
        .containsPattern("--partitions=N[\\s\\S]+Default: 1,4,16\\s")
        .containsPattern("--threads=N[\\s\\S]+Default: 1,2\\s")
        .containsPattern("--runs=N[\\s\\S]+Default: 1\\s")
        .doesNotContain("null");
  }

  @Test
  void shouldExplainEveryOptionOfRestoreWithItsDefault() {
    assertThat(run("restore", "--help")).isZero();

    assertThat(out.toString())
        .containsPattern("--events=N[\\s\\S]+Default: 3000000\\s")
        .containsPattern("--sensors=N[\\s\\S]+Default: 1000,1000000\\s")
        .contains("--threads=N", "--partitions=N", "HEADWATER_JAVA_OPTS")
        .doesNotContain("null");
  }

  @Test
  void shouldExplainEveryOptionOfClosingWithItsDefault() {
    assertThat(run("closing", "--help")).isZero();

    assertThat(out.toString())
        .containsPattern("--sensors=N[\\s\\S]+Default: 1000,100000\\s")
        .contains("minute, hour")
        .doesNotContain("null");
  }

  @Test
  void shouldExplainEveryOptionOfLatencyWithItsDefault() {
    assertThat(run("latency", "--help")).isZero();

    assertThat(out.toString())
        .containsPattern("--rate, --rates=N[\\s\\S]+Default: 10000\\s")
        .containsPattern("--locations=N[\\s\\S]+Default: 1000\\s")
        .containsPattern("--for=T[\\s\\S]+Default: 60s\\s")
        .containsPattern("--sink[\\s\\S]+500ms")
        .doesNotContain("null");
  }

  @Test
  void shouldExplainEveryOptionOfSinkWithItsDefault() {
    assertThat(run("sink", "--help")).isZero();

    assertThat(out.toString())
        .containsPattern("--records=N[\\s\\S]+Default: 5000000\\s")
        .containsPattern("--heap=SIZE[\\s\\S]+Default: 2g\\s")
        .contains("HEADWATER_JAVA_OPTS")
        .doesNotContain("null");
  }

  @Test
  void shouldExplainEveryOptionOfPipelineWithItsDefault() {
    assertThat(run("pipeline", "--help")).isZero();

    assertThat(out.toString())
        .containsPattern("--events=N[\\s\\S]+Default: 3000000\\s")
        .containsPattern("--partitions=N[\\s\\S]+Default: 4\\s")
        .contains("--threads=N", "HEADWATER_JAVA_OPTS")
        .doesNotContain("null");
  }

  @Test
  void shouldExplainEveryOptionOfSoakWithItsDefault() {
    assertThat(run("soak", "--help")).isZero();

    assertThat(out.toString())
        .containsPattern("--rate=N[\\s\\S]+Default: 20000\\s")
        .containsPattern("--for=T[\\s\\S]+Default: 10m\\s")
        .containsPattern("--look=T[\\s\\S]+Default: 5s\\s")
        .containsPattern("--collect=T[\\s\\S]+Default: 30s\\s")
        .contains("--sink", "HEADWATER_JAVA_OPTS")
        .doesNotContain("null");
  }

  @Test
  void shouldExplainEveryOptionOfIdleWithItsDefault() {
    assertThat(run("idle", "--help")).isZero();

    assertThat(out.toString())
        .containsPattern("--rate=N[\\s\\S]+Default: 100\\s")
        .containsPattern("--for=T[\\s\\S]+Default: 60s\\s")
        .containsPattern("--warm-up=T[\\s\\S]+Default: 30s\\s")
        .doesNotContain("null");
  }

  @Test
  void shouldExplainEveryOptionOfCommitsWithItsDefault() {
    assertThat(run("commits", "--help")).isZero();

    assertThat(out.toString())
        .containsPattern("--at=VERSION[\\s\\S]+Default: 100,20000\\s")
        .containsPattern("--pace=T[\\s\\S]+Default: 20ms\\s")
        .doesNotContain("null");
  }

  @Test
  void shouldExplainEveryOptionOfMicroWithItsDefault() {
    assertThat(run("micro", "--help")).isZero();

    assertThat(out.toString())
        .contains("--only=REGEX", "--json=FILE", "HEADWATER_JAVA_OPTS")
        .containsPattern("--forks=N[\\s\\S]+Default: 2\\s")
        .containsPattern("--iterations=N[\\s\\S]+Default: 5\\s")
        .containsPattern("--time=T[\\s\\S]+Default: 1s\\s")
        .doesNotContain("null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "drain --event 5                                     | '--event'",
        "drain --events 0                                    | between 1 and 10000000000",
        "drain --events many                                 | --events",
        "drain --sensors 2000000                             | between 1 and 1000000",
        "drain --headwater.topics.events=x                   | by the benchmark itself",
        "drain --headwater.streams.state-dir=x               | by the benchmark itself",
        "drain --headwater.streams.threads                   | --headwater.streams.threads",
        "growth --vary weather                               | [SENSORS, PARTITIONS, THREADS]",
        "growth --sensors 10,0                               | between 1 and 1000000",
        "growth --partitions 0                               | --partitions must lie between 1 and",
        "growth --vary threads --headwater.streams.threads=2 | by the benchmark itself",
        "restore --sensors 10,0                              | between 1 and 1000000",
        "restore --events 0                                  | --events must lie between 1 and",
        "restore --headwater.windows.pane=10s                | by the benchmark itself",
        "closing --sensors 1,0                               | between 1 and 1000000",
        "closing --minutes 61                                | between 1 and 60",
        "closing --boundary day                              | [MINUTE, HOUR]",
        "latency --for soon                                  | write it like 90s",
        "latency --for 0s                                    | above 0",
        "latency --rates 10,0                                | between 1 and 1000000",
        "latency --rate 0                                    | between 1 and 1000000",
        "latency --runs 0                                    | --runs must lie between 1 and 1000",
        "closing --locations 0                               | --locations must lie between 1 and",
        "drain --partitions 0                                | --partitions must lie between 1 and",
        "latency --headwater.topics.alerts=x                 | by the benchmark itself",
        "latency --sink --headwater.delta.base-path=x        | by the benchmark itself",
        "sink --records 0                                    | between 1 and 10000000000",
        "sink --attributes -1                                | between 0 and 200000",
        "sink --tables some                                  | [EVENTS, ALL]",
        "sink --heap much                                    | such as 512m or 2g",
        "sink --headwater.delta.base-path=x                  | by the benchmark itself",
        "pipeline --events 0                                 | between 1 and 10000000000",
        "pipeline --headwater.sink.id=x                      | by the benchmark itself",
        "pipeline --headwater.windows.pane=10s               | by the benchmark itself",
        "pipeline --headwater.time.idle-timeout=5s           | by the benchmark itself",
        "soak --for 0s                                       | --for must lie from 1s to 7d",
        "soak --for 1m --look 7s                             | --look must lie from 100ms to a tenth",
        "soak --for 1m --look 5s                             | --collect must lie from 100ms to a tenth",
        "soak --headwater.sink.id=x                          | by the benchmark itself",
        "idle --rate 0                                       | --rate must lie between 1 and",
        "idle --for 0s                                       | --for must lie above 0",
        "idle --headwater.streams.threads=2                  | Unknown option",
        "commits --at 100,200,250 --window 60                | farther apart than --window",
        "commits --at 0                                      | --at must lie between 1 and",
        "commits --pace 2m                                   | from 0 to 1m",
        "micro --forks 0                                     | --forks must lie between 1 and",
        "micro --warm-up -1                                  | --warm-up must lie between 0 and",
        "micro --iterations 0                                | --iterations must lie between 1",
        "micro --time 0s                                     | from 1ms to 10m",
        "micro --only (                                      | --only",
        "micro --runs 2                                      | '--runs'",
        "dance                                               | 'dance'"
      })
  void shouldRefuseArgumentsThatMakeNoSense(String arguments, String told) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);

    assertThat(err.toString()).startsWith("headwater: ").contains(told).contains("--help");
  }

  private int run(String... arguments) {
    CommandLine commandLine = Bench.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
