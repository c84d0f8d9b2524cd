package io.headwater.streams.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.Anomaly;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Silences of arbitrary histories, against the rule said naively. */
class SilencesPropertyTest {

  private static final long MINUTE = 60_000_000;
  private static final long AFTER = 5 * MINUTE;

  /**
   * Something that happens.
   *
   * @param sensor that sends; -1: the watermark goes on without an event, -2: a restart
   * @param step how many seconds later than all before, less than 0 for an event out of order
   */
  private record Happening(int sensor, int step) {}

  private record Told(String sensorId, long at, long origin) {}

  @Property(tries = 1_000)
  void shouldTellWhatTheNaiveRuleTells(
      @ForAll("histories") List<Happening> history, @ForAll @IntRange(min = 1, max = 50) int most) {
    Watch watch = new Watch();
    List<Told> told = new ArrayList<>();
    int now = 0;
    for (Happening happening : history) {
      now += Math.max(0, happening.step());
      if (happening.sensor() == -2) {
        watch.restart();
      } else if (happening.sensor() == -1) {
        watch.pass(now - Watch.DELAY);
      } else {
        watch.eventAlone("s" + happening.sensor(), now + Math.min(0, happening.step()));
        watch.goOn(most);
      }
    }
    while (!watch.goOn(most)) {
      // there is more to look at
    }
    for (Anomaly anomaly : watch.told()) {
      told.add(new Told(anomaly.sensorId(), anomaly.eventTime(), anomaly.origin().offset()));
    }
    assertThat(sorted(told)).isEqualTo(sorted(naive(history)));
  }

  private static List<Told> sorted(List<Told> told) {
    return told.stream()
        .sorted(Comparator.comparing(Told::at).thenComparing(Told::sensorId))
        .toList();
  }

  /** All sensors are looked at with each step of time, which is told apart from what is excused. */
  private static List<Told> naive(List<Happening> history) {
    List<Told> told = new ArrayList<>();
    Map<String, long[]> lastAndOrigin = new LinkedHashMap<>();
    long watermark = Long.MIN_VALUE;
    long excused = 0;
    long offset = 0;
    int now = 0;
    for (Happening happening : history) {
      if (happening.sensor() == -2) {
        now += Math.max(0, happening.step());
        continue;
      }
      now += Math.max(0, happening.step());
      boolean event = happening.sensor() >= 0;
      int second = event ? now + Math.min(0, happening.step()) : now;
      long to = Watch.at(second - Watch.DELAY);
      if (to > watermark) {
        excused += watermark == Long.MIN_VALUE ? 0 : Math.max(0, to - watermark - MINUTE);
        watermark = to;
      }
      if (event) {
        long sign =
            Math.max(watermark, Math.min(watermark + Watch.DELAY * 1_000_000, Watch.at(second)));
        long[] before = lastAndOrigin.get("s" + happening.sensor());
        long last = before == null ? Long.MIN_VALUE : before[0];
        lastAndOrigin.put(
            "s" + happening.sensor(), new long[] {Math.max(last, sign - excused), offset++, 0});
      }
      for (Map.Entry<String, long[]> sensor : lastAndOrigin.entrySet()) {
        long[] life = sensor.getValue();
        if (life[2] == 0 && watermark - excused >= life[0] + AFTER) {
          life[2] = 1;
          told.add(new Told(sensor.getKey(), life[0] + AFTER + excused, life[1]));
        }
      }
    }
    return told;
  }

  /**
   * Where partitions are apart, a sensor is seen ahead of time. How long it takes until time is
   * there is known only then, so it may be told of later than at once, but not sooner.
   */
  @Property(tries = 1_000)
  void shouldTellOfSensorsThatWereAheadNotTooSoonAndInTheEnd(
      @ForAll("histories") List<Happening> history, @ForAll @IntRange(max = 20_000) int ahead) {
    Watch watch = new Watch();
    TrueTime time = new TrueTime();
    Map<String, Long> last = new LinkedHashMap<>();
    Map<String, Integer> told = new LinkedHashMap<>();
    int now = 0;
    for (Happening happening : history) {
      now += Math.max(0, happening.step());
      String sensor = "s" + happening.sensor();
      if (happening.sensor() == -2) {
        watch.restart();
      } else if (happening.sensor() == -1) {
        watch.pass(now);
        time.advance(Watch.at(now));
      } else if (time.hasBegun()) {
        watch.eventAhead(sensor, now + ahead + Watch.DELAY);
        last.put(sensor, Watch.at(now + ahead + Watch.DELAY));
        told.remove(sensor);
      }
      requireSilent(watch.told(), last, time, told);
    }
    if (time.hasBegun()) {
      for (int end = now + ahead + 13 * 60; now < end; now += 30) {
        watch.pass(now);
        time.advance(Watch.at(now));
        requireSilent(watch.told(), last, time, told);
      }
      assertThat(told.keySet()).containsExactlyInAnyOrderElementsOf(last.keySet());
    }
  }

  private static void requireSilent(
      List<Anomaly> anomalies, Map<String, Long> last, TrueTime time, Map<String, Integer> told) {
    for (Anomaly anomaly : anomalies) {
      String sensor = anomaly.sensorId();
      assertThat(time.lived() - time.livedBy(last.get(sensor))).isGreaterThanOrEqualTo(AFTER);
      assertThat(told.merge(sensor, 1, Integer::sum)).as("once").isEqualTo(1);
    }
  }

  @Provide
  Arbitrary<List<Happening>> histories() {
    Arbitrary<Integer> steps =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.integers().between(0, 30)),
            Tuple.of(3, Arbitraries.integers().between(30, 200)),
            Tuple.of(1, Arbitraries.integers().between(200, 5_000)),
            Tuple.of(2, Arbitraries.integers().between(-100, 0)));
    return Combinators.combine(Arbitraries.integers().between(-2, 5), steps)
        .as(Happening::new)
        .list()
        .ofMaxSize(80);
  }
}
