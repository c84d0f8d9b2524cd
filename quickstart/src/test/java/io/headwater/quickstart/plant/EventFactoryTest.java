package io.headwater.quickstart.plant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.model.EventTime;
import io.headwater.model.RejectReason;
import io.headwater.model.SensorEvent;
import io.headwater.model.json.SensorEventJson;
import io.headwater.quickstart.source.SourceRecord;
import io.headwater.quickstart.source.Trait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EventFactoryTest {

  private static final Instant START = Instant.parse("2026-03-01T06:00:00Z");
  private static final SensorEventJson JSON = new SensorEventJson();

  @Property(tries = 50)
  void shouldSendTheSameBytesForTheSameSeedHoweverFast(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int sensors,
      @ForAll @IntRange(min = 1, max = 30) int locations) {
    Shares everything = new Shares(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.2);
    List<String> paced = texts(factory(sensors, locations, seed, 50, 50, 400, everything));
    List<String> atOnce = texts(factory(sensors, locations, seed, 0, 50, 400, everything));

    assertThat(atOnce).hasSize(400).isEqualTo(paced);
  }

  @Test
  void shouldSendSomethingElseForAnotherSeed() {
    assertThat(texts(factory(20, 20, 1, 10, 10, 100, Shares.none())))
        .isNotEqualTo(texts(factory(20, 20, 2, 10, 10, 100, Shares.none())));
  }

  @Test
  void shouldMakeAsManyEventsAsWantedAndNoMore() {
    EventFactory factory = factory(3, 1, 1, 10, 10, 2, Shares.none());

    assertThat(records(factory)).hasSize(2);
    assertThatThrownBy(factory::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void shouldKeepToTheShares() {
    // Given a plant where much goes wrong
    Shares shares = new Shares(0.03, 0.04, 0.05, 0.02, 0.01, 0.03, 0);
    Map<Trait, Integer> counts = new EnumMap<>(Trait.class);
    int events = 100_000;

    // When it works for a while
    for (SourceRecord each : records(factory(100, 20, 7, 1_000, 1_000, events, shares))) {
      each.traits().forEach(trait -> counts.merge(trait, 1, Integer::sum));
    }

    // Then that much went wrong; a malformed event is nothing else besides
    double wellFormed = 1 - shares.malformed();
    assertShare(counts, Trait.MALFORMED, shares.malformed() * events);
    assertShare(counts, Trait.LATE, shares.late() * wellFormed * events);
    assertShare(counts, Trait.OUT_OF_ORDER, shares.outOfOrder() * wellFormed * events);
    assertShare(counts, Trait.EXCURSION, shares.excursion() * wellFormed * events);
    assertShare(counts, Trait.FAULT, shares.fault() * wellFormed * events);
    assertShare(
        counts, Trait.SPIKE, shares.spike() * wellFormed * (1 - shares.excursion()) * events);
  }

  @Test
  void shouldHaveAboutHalfAPercentOfAnomaliesByDefault() {
    long anomalies =
        records(factory(500, 20, 1, 1_000, 1_000, 200_000, Shares.defaults())).stream()
            .filter(
                each ->
                    each.traits().contains(Trait.EXCURSION)
                        || each.traits().contains(Trait.SPIKE)
                        || each.traits().contains(Trait.FAULT))
            .count();

    assertThat(anomalies / 200_000.0).isCloseTo(0.005, within(0.001));
  }

  @Test
  void shouldBreakNoRuleWhenNothingGoesWrong() {
    // Given two days of a plant in which each sensor reports every forty seconds
    Map<String, SensorEvent> last = new HashMap<>();

    for (SourceRecord each : records(factory(40, 4, 3, 0, 1, 2 * 86_400, Shares.none()))) {
      SensorEvent event = JSON.decode(each.value());

      // Then none is outside the limits, none is faulty, and none rises by a fifth
      assertThat(event.status()).isEqualTo("normal");
      if (event.deviceType().equals("temperature")) {
        assertThat(fahrenheit(event)).isBetween(32.0, 100.0);
      }
      SensorEvent before = last.put(event.sensorId(), event);
      if (before != null) {
        assertThat(event.value()).isLessThan(before.value() * 1.17);
      }
    }
    assertThat(last).hasSize(40);
  }

  @Test
  void shouldLeaveTheLimitsInAnExcursionAndRiseByMoreThanAFifthInASpike() {
    Map<String, Double> last = new HashMap<>();
    Shares shares = new Shares(0, 0, 0, 0.05, 0.01, 0, 0);

    for (SourceRecord each : records(factory(40, 4, 3, 0, 4, 100_000, shares))) {
      SensorEvent event = JSON.decode(each.value());
      Double before = last.put(event.sensorId(), event.value());
      if (each.traits().contains(Trait.EXCURSION)) {
        assertThat(event.deviceType()).isEqualTo("temperature");
        assertThat(event.value() > 100 || event.value() < 32).isTrue();
      }
      if (each.traits().contains(Trait.SPIKE)) {
        if (before != null && before < event.value()) {
          assertThat(event.value()).isGreaterThan(before * 1.05);
        }
        last.remove(event.sensorId());
      }
    }
  }

  @Test
  void shouldSendLateAndOutOfOrderEventsWithEarlierTimes() {
    Shares shares = new Shares(0.2, 0.2, 0, 0, 0, 0, 0);
    Set<Trait> seen = EnumSet.noneOf(Trait.class);

    for (SourceRecord each : records(factory(20, 20, 5, 100, 100, 5_000, shares))) {
      Instant due = START.plusNanos(each.dueNanos());
      Instant eventTime = EventTime.toInstant(JSON.decode(each.value()).eventTime());
      Duration age = Duration.between(eventTime, due);
      seen.addAll(each.traits());
      if (each.traits().contains(Trait.LATE)) {
        assertThat(age).isBetween(Duration.ofSeconds(15), Duration.ofMinutes(3));
      } else if (each.traits().contains(Trait.OUT_OF_ORDER)) {
        assertThat(age).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(5));
      } else {
        assertThat(age).isZero();
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(Trait.LATE, Trait.OUT_OF_ORDER);
  }

  @Test
  void shouldKeyEveryGoodEventByItsSensor() {
    for (SourceRecord each : records(factory(50, 20, 5, 100, 100, 500, Shares.none()))) {
      assertThat(new String(each.key(), UTF_8)).isEqualTo(JSON.decode(each.value()).sensorId());
    }
  }

  @Test
  void shouldLetEverySensorFallSilentForMinutesAndKeepItsRate() {
    // Given a plant of twenty sensors that reports every four seconds for four hours
    Shares silences = new Shares(0, 0, 0, 0, 0, 0, 0.2);
    Map<String, Long> last = new HashMap<>();
    Map<String, Duration> silent = new HashMap<>();
    Duration run = Duration.ofHours(4);

    for (SourceRecord each : records(factory(20, 20, 9, 5, 5, run.toSeconds() * 5, silences))) {
      SensorEvent event = JSON.decode(each.value());
      Long before = last.put(event.sensorId(), event.eventTime());
      if (before != null && event.eventTime() - before > 200_000_000) {
        silent.merge(
            event.sensorId(),
            Duration.ofNanos((event.eventTime() - before) * 1_000),
            Duration::plus);
      }
    }

    // Then about a fifth of their time was silence, in pieces that count as missing data
    Duration total = silent.values().stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(silent).hasSizeGreaterThan(15);
    assertThat(total.toSeconds() / (20.0 * run.toSeconds())).isCloseTo(0.2, within(0.05));
  }

  @Test
  void shouldProduceEveryFlawAndWithThatEveryReasonToReject() {
    assertThat(Arrays.stream(Flaw.values()).map(Flaw::reason).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(RejectReason.values());

    // Given a plant that sends whole seconds, so that texts differ by their flaws alone
    Shares half = new Shares(0, 0, 0.5, 0, 0, 0, 0);
    Set<String> shapes =
        records(factory(1, 1, 5, 0, 1, 2_000, half)).stream()
            .filter(each -> each.traits().contains(Trait.MALFORMED))
            .map(each -> text(each).replaceAll("\\d+(\\.\\d+)?", "0"))
            .collect(Collectors.toSet());
    assertThat(shapes).hasSize(Flaw.values().length);
  }

  private static void assertShare(Map<Trait, Integer> counts, Trait trait, double expected) {
    assertThat((double) counts.getOrDefault(trait, 0))
        .as(trait.name())
        .isCloseTo(expected, within(expected * 0.15));
  }

  private static double fahrenheit(SensorEvent event) {
    return "celsius".equals(event.unit()) ? event.value() * 1.8 + 32 : event.value();
  }

  private static EventFactory factory(
      int sensors, int locations, long seed, int rate, int eventRate, long events, Shares shares) {
    return new EventFactory(
        Plant.build(sensors, locations, seed),
        new Timetable(EventTime.ofInstant(START), rate, eventRate, OptionalLong.of(events)),
        shares,
        seed);
  }

  private static List<SourceRecord> records(EventFactory factory) {
    List<SourceRecord> records = new ArrayList<>();
    factory.forEachRemaining(records::add);
    return records;
  }

  private static List<String> texts(EventFactory factory) {
    return records(factory).stream().map(EventFactoryTest::text).toList();
  }

  private static String text(SourceRecord each) {
    return (each.key() == null ? "none" : new String(each.key(), UTF_8))
        + "="
        + new String(each.value(), UTF_8);
  }
}
