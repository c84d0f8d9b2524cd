package io.headwater.streams.oracle;

import io.headwater.streams.oracle.Action.Hear;
import io.headwater.streams.oracle.Action.Life;
import io.headwater.streams.oracle.Draft.End;
import io.headwater.streams.oracle.Draft.Leap;
import io.headwater.streams.oracle.Draft.Other;
import io.headwater.streams.oracle.Draft.Place;
import io.headwater.streams.oracle.Draft.Read;
import io.headwater.streams.oracle.Input.Quiet;
import io.headwater.streams.oracle.Step.Part;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Arbitrary histories of input partitions: event time goes on by little, by much, or to the very
 * edge of a window, and events are late by as much. Each partition has a time of its own.
 */
final class Histories {

  private static final long MILLI = 1_000;
  private static final long SECOND = 1_000 * MILLI;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DELAY = 10 * SECOND;

  /** Events before 1970 are events too. */
  private static final Arbitrary<Long> BEGINS = Arbitraries.of(1_772_362_800 * SECOND, 0L);

  private Histories() {}

  /** What one partition reads, and when it is idle. */
  static Arbitrary<History> ofOne(int mostSteps) {
    return histories(
        1,
        mostSteps,
        Arbitraries.frequencyOf(
            Tuple.of(9, readings(1)), Tuple.of(3, lives(Part.SENSORS, 1)), Tuple.of(1, naps(1))),
        Histories::ends);
  }

  /** What several partitions read in any interleaving; one that falls idle reads no more. */
  static Arbitrary<History> ofSeveral(int partitions, int locationTasks, int mostSteps) {
    return histories(
        partitions,
        mostSteps,
        busy(partitions, lives(Part.LOCATIONS, locationTasks), locationTasks),
        Histories::endsOrFallsIdle);
  }

  /**
   * The same, but partitions fall idle and wake. Tasks by location do not crash: what they count in
   * a transaction that is lost they count again.
   */
  static Arbitrary<History> ofSleepers(int partitions, int locationTasks, int mostSteps) {
    return histories(
        partitions,
        mostSteps,
        Arbitraries.frequencyOf(
            Tuple.of(
                8,
                busy(
                    partitions,
                    others(
                        Part.LOCATIONS,
                        locationTasks,
                        Arbitraries.of(Life.TICK, Life.COMMIT, Life.RESTART)),
                    locationTasks)),
            Tuple.of(1, naps(partitions))),
        Histories::ends);
  }

  private static Arbitrary<History> histories(
      int partitions,
      int mostSteps,
      Arbitrary<Draft> drafts,
      IntFunction<Arbitrary<Draft>> endings) {
    Arbitrary<List<Draft>> ends =
        Combinators.combine(IntStream.range(0, partitions).mapToObj(endings).toList())
            .as(all -> all);
    return Combinators.combine(BEGINS, drafts.list().ofMaxSize(mostSteps), ends)
        .as(
            (begin, steps, last) ->
                History.of(
                    partitions, begin, Stream.concat(steps.stream(), last.stream()).toList()));
  }

  private static Arbitrary<Draft> ends(int partition) {
    return Arbitraries.just(new End(partition));
  }

  private static Arbitrary<Draft> endsOrFallsIdle(int partition) {
    return Arbitraries.frequencyOf(
        Tuple.of(2, ends(partition)),
        Tuple.of(1, quiets().map(quiet -> new Other(Part.SENSORS, partition, quiet))));
  }

  private static Arbitrary<Draft> busy(
      int partitions, Arbitrary<Other> locationLives, int locationTasks) {
    return Arbitraries.frequencyOf(
        Tuple.of(9, readings(partitions)),
        Tuple.of(3, lives(Part.SENSORS, partitions)),
        Tuple.of(2, locationLives),
        Tuple.of(4, hearing(partitions, locationTasks)));
  }

  private static Arbitrary<Other> lives(Part part, int tasks) {
    return others(part, tasks, Arbitraries.of(Life.values()));
  }

  private static Arbitrary<Other> naps(int partitions) {
    return others(Part.SENSORS, partitions, quiets());
  }

  private static Arbitrary<Other> hearing(int partitions, int locationTasks) {
    return others(
        Part.LOCATIONS,
        locationTasks,
        Combinators.combine(
                Arbitraries.integers().between(0, partitions - 1),
                Arbitraries.of(1, 2, 5, 1_000_000))
            .as(Hear::new));
  }

  private static Arbitrary<Other> others(
      Part part, int tasks, Arbitrary<? extends Action> actions) {
    return Combinators.combine(Arbitraries.integers().between(0, tasks - 1), actions)
        .as((task, action) -> new Other(part, task, action));
  }

  private static Arbitrary<Read> readings(int partitions) {
    return Combinators.combine(
            Arbitraries.integers().between(0, partitions - 1),
            Arbitraries.of("", "a", "b"),
            places(),
            leaps(),
            delays(),
            values(),
            Arbitraries.frequency(Tuple.of(5, 0), Tuple.of(1, 1), Tuple.of(1, 2)),
            Arbitraries.frequencyOf(
                Tuple.of(15, Arbitraries.just(0L)),
                Tuple.of(1, Arbitraries.longs().between(0, 4_000_000))))
        .as(Read::new);
  }

  /** Series that are told apart by one part of them only, or by where a part ends. */
  private static Arbitrary<Place> places() {
    return Arbitraries.frequency(
        Tuple.of(6, new Place("a", "bc", "x")),
        Tuple.of(1, new Place("a", "bc", null)),
        Tuple.of(1, new Place("a", "bc", "")),
        Tuple.of(1, new Place("ab", "c", "x")));
  }

  private static Arbitrary<Leap> leaps() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.longs().between(0, 20 * SECOND).map(by -> new Leap(0, by))),
        Tuple.of(1, Arbitraries.just(new Leap(0, 0))),
        Tuple.of(2, Arbitraries.longs().between(0, 4 * MINUTE).map(by -> new Leap(0, by))),
        Tuple.of(1, Arbitraries.longs().between(10 * MINUTE, 3 * HOUR).map(by -> new Leap(0, by))),
        Tuple.of(1, edges().map(by -> new Leap(0, 10 * MINUTE + by))),
        Tuple.of(
            4,
            Combinators.combine(Arbitraries.of(MINUTE, MINUTE, 5 * MINUTE, HOUR), edges())
                .as(Leap::new)));
  }

  /** Just before, at, and just after; and the same of the watermark. */
  private static Arbitrary<Long> edges() {
    return Arbitraries.of(
        0L, -MILLI, -1L, 1L, MILLI, DELAY, DELAY - MILLI, DELAY - 1, DELAY + 1, DELAY + MILLI);
  }

  /** Mostly those that are quick to add up exactly. */
  private static Arbitrary<Double> values() {
    return Arbitraries.frequencyOf(
        Tuple.of(9, Arbitraries.integers().between(-4_000, 4_000).map(quarters -> quarters / 4.0)),
        Tuple.of(1, Arbitraries.doubles().between(-1_000, 1_000).ofScale(3)));
  }

  private static Arbitrary<Long> delays() {
    return Arbitraries.frequencyOf(
        Tuple.of(8, Arbitraries.just(0L)),
        Tuple.of(3, Arbitraries.longs().between(0, 30 * SECOND)),
        Tuple.of(2, Arbitraries.longs().between(0, 6 * MINUTE)),
        Tuple.of(1, Arbitraries.longs().between(0, 70 * MINUTE)),
        Tuple.of(1, Arbitraries.of(DELAY, MINUTE, 10 * MINUTE, HOUR)));
  }

  private static Arbitrary<Quiet> quiets() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.integers().between(0, 20_000)),
            Tuple.of(1, Arbitraries.integers().between(0, 400_000)))
        .map(Duration::ofMillis)
        .map(Quiet::new);
  }
}
