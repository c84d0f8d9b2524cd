package io.headwater.model;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Any record there can be, for properties. */
public final class Records {

  private static final long FIRST = EventTime.parse("0001-01-01T00:00:00Z").orElseThrow();
  private static final long LAST = EventTime.parse("9999-12-30T23:59:59.999999Z").orElseThrow();

  private Records() {}

  public static Arbitrary<SensorEvent> sensorEvents() {
    return Combinators.combine(
            sensorIds(),
            Texts.any(1, 64),
            eventTimes(),
            values(),
            Texts.any(0, 20).injectNull(0.3),
            Texts.any(1, 128),
            Texts.any(0, 20),
            attributes().injectNull(0.5))
        .as(SensorEvent::new);
  }

  /** As an enriched event carries it: without limits. */
  public static Arbitrary<SensorReference> plants() {
    Arbitrary<String> text = Texts.any(0, 20).injectNull(0.3);
    return Combinators.combine(text, text, text, text, text)
        .as(
            (site, line, machine, name, unit) ->
                new SensorReference(site, line, machine, name, unit, null, null));
  }

  public static Arbitrary<SensorReference> references() {
    Arbitrary<Double> limit = values().injectNull(0.3);
    Arbitrary<SensorReference.Limits> limits =
        Combinators.combine(limit, limit, Texts.any(0, 20).injectNull(0.3))
            .as(SensorReference.Limits::new);
    return Combinators.combine(plants(), limits.injectNull(0.4), eventTimes().injectNull(0.6))
        .as(
            (plant, own, mutedUntil) ->
                new SensorReference(
                    plant.site(),
                    plant.line(),
                    plant.machine(),
                    plant.displayName(),
                    plant.expectedUnit(),
                    own,
                    mutedUntil));
  }

  public static Arbitrary<EnrichedEvent> enrichedEvents() {
    return Combinators.combine(
            sensorEvents(),
            Arbitraries.oneOf(plants(), Arbitraries.just(SensorReference.UNKNOWN)),
            Texts.any(1, 20).list().ofMaxSize(4),
            Arbitraries.of(true, false),
            origins())
        .as(EnrichedEvent::new);
  }

  public static Arbitrary<WindowAggregate> windows() {
    Arbitrary<Summary> summaries =
        values()
            .list()
            .ofMinSize(1)
            .ofMaxSize(12)
            .map(
                values -> {
                  Summary summary = Summary.EMPTY;
                  for (double value : values) {
                    summary = summary.plus(value);
                  }
                  return summary;
                });
    Arbitrary<Series> series =
        Combinators.combine(
                Arbitraries.of(Scope.class),
                Arbitraries.of("1m", "5m", "1h", "session"),
                sensorIds(),
                Texts.any(1, 128),
                Texts.any(1, 64),
                Texts.any(0, 20).injectNull(0.3))
            .as(Series::new);
    return Combinators.combine(
            series,
            eventTimes(),
            Arbitraries.longs().between(1, 86_400_000_000L),
            summaries,
            counts(),
            counts(),
            Arbitraries.of(CloseReason.class))
        .as(
            (of, start, size, summary, anomalies, sensors, reason) ->
                new WindowAggregate(
                    of.scope(),
                    of.windowType(),
                    of.scope() == Scope.SENSOR ? of.sensorId() : null,
                    of.location(),
                    of.deviceType(),
                    of.unit(),
                    start - size,
                    start + size,
                    summary,
                    start,
                    start,
                    anomalies,
                    sensors + 1,
                    reason));
  }

  private record Series(
      Scope scope,
      String windowType,
      String sensorId,
      String location,
      String deviceType,
      String unit) {}

  public static Arbitrary<Anomaly> anomalies() {
    Arbitrary<Double> number = values().injectNull(0.3);
    Arbitrary<Anomaly.Expected> expected =
        Combinators.combine(values(), values(), values()).as(Anomaly.Expected::new);
    return Combinators.combine(
            sensorEvents(),
            rules(),
            Texts.any(1, 40),
            number,
            number,
            expected.injectNull(0.5),
            Texts.any(1, 80),
            origins())
        .as(
            (event, rule, id, value, limit, expectation, message, origin) ->
                new Anomaly(
                    id,
                    rule.id(),
                    rule.version(),
                    rule.kind(),
                    rule.severity(),
                    event.sensorId(),
                    event.deviceType(),
                    event.location(),
                    event.eventTime(),
                    value,
                    event.unit(),
                    limit,
                    expectation,
                    message,
                    origin));
  }

  public static Arbitrary<Alert> alerts() {
    Arbitrary<Double> number = values().injectNull(0.3);
    return Combinators.combine(
            sensorEvents(),
            rules(),
            Texts.any(1, 40),
            Arbitraries.of(Alert.State.class),
            eventTimes(),
            number,
            counts(),
            Texts.any(1, 20).list().ofMaxSize(3))
        .as(
            (event, rule, id, state, changedAt, value, count, sensors) ->
                new Alert(
                    id,
                    state,
                    event.eventTime(),
                    changedAt,
                    rule.id(),
                    rule.version(),
                    rule.kind(),
                    rule.severity(),
                    sensors.isEmpty() ? event.sensorId() : null,
                    event.deviceType(),
                    event.location(),
                    event.unit(),
                    value,
                    value,
                    value,
                    count + 1,
                    sensors,
                    Math.max(1, sensors.size()),
                    event.unit() == null ? id : null,
                    id));
  }

  public static Arbitrary<UndeliveredAlert> undeliveredAlerts() {
    return Combinators.combine(
            Texts.any(1, 40),
            Arbitraries.of(UndeliveredAlert.Reason.class),
            Arbitraries.integers().between(300, 599).injectNull(0.3),
            Arbitraries.integers().greaterOrEqual(0),
            eventTimes(),
            Texts.any(1, 40).injectNull(0.2),
            Arbitraries.of(Alert.State.class).injectNull(0.2),
            origins())
        .as(
            (name, reason, status, attempts, at, id, state, origin) ->
                new UndeliveredAlert(
                    name,
                    reason,
                    name + reason,
                    status,
                    attempts,
                    at,
                    id,
                    state,
                    "{\"alert_id\":\"" + id + "\"}",
                    origin));
  }

  public static Arbitrary<DetectionRule> detectionRules() {
    Arbitrary<Severity> severities = Arbitraries.of(Severity.class);
    Arbitrary<Double> percents = Arbitraries.doubles().between(0.01, 1e9);
    Arbitrary<Long> times = Arbitraries.longs().between(60_000_000L, 3_600_000_000L);
    Arbitrary<DetectionRule.Check> checks =
        Arbitraries.oneOf(
            Combinators.combine(
                    values(), values().injectNull(0.5), Texts.any(0, 9).injectNull(0.3), severities)
                .as(
                    (one, other, unit, severity) ->
                        new DetectionRule.Threshold(
                            new SensorReference.Limits(
                                other == null ? null : Math.min(one, other),
                                other == null ? one : Double.valueOf(Math.max(one, other)),
                                unit),
                            severity)),
            Combinators.combine(percents, percents, times, severities).as(DetectionRule.Spike::new),
            Arbitraries.maps(
                    Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(9),
                    severities)
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(DetectionRule.Status::new),
            Combinators.combine(times, severities).as(DetectionRule.MissingData::new),
            Combinators.combine(
                    Arbitraries.doubles().between(1, 1_000),
                    percents,
                    times,
                    times,
                    times.injectNull(0.5),
                    severities)
                .as(DetectionRule.Adaptive::new));
    Arbitrary<String> text = Texts.any(1, 20).injectNull(0.5);
    return Combinators.combine(
            Arbitraries.integers().greaterOrEqual(1),
            Arbitraries.of(true, false),
            Combinators.combine(text, text, text).as(DetectionRule.Subject::new),
            checks)
        .as(DetectionRule::new);
  }

  private record Rule(String id, int version, AnomalyKind kind, Severity severity) {}

  private static Arbitrary<Rule> rules() {
    return Combinators.combine(
            Texts.any(1, 40),
            Arbitraries.integers().greaterOrEqual(0),
            Arbitraries.of(AnomalyKind.class),
            Arbitraries.of(Severity.class))
        .as(Rule::new);
  }

  public static Arbitrary<RejectedEvent> rejectedEvents() {
    Arbitrary<byte[]> bytes =
        Arbitraries.bytes().array(byte[].class).ofMaxSize(200).injectNull(0.2);
    Arbitrary<List<RejectedEvent.Header>> headers =
        Combinators.combine(Texts.any(0, 20), bytes)
            .as(RejectedEvent.Header::new)
            .list()
            .ofMaxSize(3);
    return Combinators.combine(
            Arbitraries.of(RejectReason.class),
            Texts.any(1, 80),
            bytes,
            origins(),
            Arbitraries.longs().between(-1, LAST / 1_000),
            bytes,
            headers)
        .as(RejectedEvent::new);
  }

  /** Any value an event may have: tiny, huge, whole, negative zero. */
  public static Arbitrary<Double> values() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.doubles().between(-1_000, 1_000).ofScale(3)),
        Tuple.of(3, Arbitraries.doubles().between(-1e100, 1e100).ofScale(20)),
        Tuple.of(
            2,
            Arbitraries.longs()
                .map(Double::longBitsToDouble)
                .filter(value -> Math.abs(value) <= 1e100)),
        Tuple.of(
            1,
            Arbitraries.of(
                0.0,
                -0.0,
                1e100,
                -1e100,
                Double.MIN_VALUE,
                -Double.MIN_NORMAL,
                0.1,
                Math.nextUp(1.0))));
  }

  static Arbitrary<Long> eventTimes() {
    return Arbitraries.longs().between(FIRST, LAST);
  }

  private static Arbitrary<String> sensorIds() {
    return Texts.printable(1, 128);
  }

  private static Arbitrary<Long> counts() {
    return Arbitraries.longs().between(0, Long.MAX_VALUE - 1);
  }

  private static Arbitrary<String> attributes() {
    return Arbitraries.of(
        "{\"firmware\":\"1.4\"}",
        "{\"a\":1.10,\"b\":[1, 2,{\"c\":null}],\"d\":\"\\u0000\\\"\\ud800\"}",
        "{\"grüße\":\"→\",\"quote\\\"d\":12345678901234567890.123,\"e\":1E400}",
        "{\"emoji\":\"\uD83D\uDE00\",\"empty\":{},\"t\":true}");
  }

  private static Arbitrary<Origin> origins() {
    return Combinators.combine(
            Texts.printable(1, 40),
            Arbitraries.integers().greaterOrEqual(0),
            Arbitraries.longs().greaterOrEqual(0))
        .as(Origin::new);
  }
}
