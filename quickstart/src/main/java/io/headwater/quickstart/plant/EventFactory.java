package io.headwater.quickstart.plant;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.SensorEvent;
import io.headwater.model.json.SensorEventJson;
import io.headwater.quickstart.plant.SensorState.Reading;
import io.headwater.quickstart.source.RecordSource;
import io.headwater.quickstart.source.SourceRecord;
import io.headwater.quickstart.source.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The events of a plant: its sensors take turns, each with its next reading, and some of what they
 * send goes wrong. The same plant, plan and shares give the same records, byte by byte.
 *
 * <p>A silent sensor's turn goes to the next one, so that the plant as a whole keeps its rate; only
 * when all are silent a turn is passed over.
 */
public final class EventFactory implements RecordSource {

  private static final long SECOND = 1_000_000L;

  private final SensorEventJson json = new SensorEventJson();
  private final List<SensorState> sensors = new ArrayList<>();
  private final Timetable timetable;
  private final Shares shares;
  private final Silences silences;
  private final Chance chance;
  private long turn;
  private int nextSensor;
  private long made;

  public EventFactory(Plant plant, Timetable timetable, Shares shares, long seed) {
    this.timetable = timetable;
    this.shares = shares;
    this.silences = new Silences(seed, shares.silence());
    this.chance = new Chance(seed);
    long nearALimit =
        plant.sensors().stream().filter(each -> each.mounting().isNearALimit()).count();
    double excursions = shares.excursion() * plant.sensors().size() / nearALimit;
    for (Sensor sensor : plant.sensors()) {
      sensors.add(
          new SensorState(
              sensor,
              sensor.mounting().isNearALimit() ? excursions : 0,
              shares.spike(),
              shares.fault()));
    }
  }

  @Override
  public boolean hasNext() {
    return made < timetable.events();
  }

  @Override
  public SourceRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException("All " + made + " events have been made");
    }
    made++;
    SensorState sensor = nextAwake();
    long due = timetable.dueNanos(turn);
    Reading reading = sensor.read(timetable.eventTime(turn), chance);
    turn++;
    if (chance.happens(shares.malformed())) {
      Flaw flaw = chance.oneOf(Flaw.ALL);
      return new SourceRecord(
          due, flaw.key(reading.event()), flaw.value(reading.event()), EnumSet.of(Trait.MALFORMED));
    }
    SensorEvent event = delayed(reading);
    return new SourceRecord(
        due, event.sensorId().getBytes(UTF_8), json.encode(event), reading.traits());
  }

  private SensorState nextAwake() {
    while (true) {
      long time = timetable.eventTime(turn);
      for (int i = 0; i < sensors.size(); i++) {
        int number = nextSensor;
        nextSensor = (nextSensor + 1) % sensors.size();
        if (!silences.covers(number, time)) {
          return sensors.get(number);
        }
      }
      turn++;
    }
  }

  private SensorEvent delayed(Reading reading) {
    double draw = chance.between(0.0, 1.0);
    if (draw < shares.late()) {
      reading.traits().add(Trait.LATE);
      return earlier(reading.event(), chance.between(15 * SECOND, 180 * SECOND));
    }
    if (draw < shares.late() + shares.outOfOrder()) {
      reading.traits().add(Trait.OUT_OF_ORDER);
      return earlier(reading.event(), chance.between(1L, 5 * SECOND));
    }
    return reading.event();
  }

  private static SensorEvent earlier(SensorEvent event, long micros) {
    return new SensorEvent(
        event.sensorId(),
        event.deviceType(),
        event.eventTime() - micros,
        event.value(),
        event.unit(),
        event.location(),
        event.status(),
        event.attributes());
  }
}
