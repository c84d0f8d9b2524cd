package io.headwater.streams.oracle;

import io.headwater.model.SensorEvent;
import io.headwater.streams.oracle.Draft.End;
import io.headwater.streams.oracle.Draft.Leap;
import io.headwater.streams.oracle.Draft.Other;
import io.headwater.streams.oracle.Draft.Place;
import io.headwater.streams.oracle.Draft.Read;
import io.headwater.streams.oracle.Input.Reading;
import io.headwater.streams.oracle.Step.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What happens to each of some partitions, in the order in which it happens. */
final class History {

  /** 2029: a record that came later than any event. */
  private static final long LATER = 1_861_920_000_000L;

  /** Enough for every window to close that an event before it is in. */
  private static final long FAR = NaiveRules.micros(Duration.ofHours(2));

  private static final Place END = new Place("end", "end", null);

  private final int partitions;
  private final List<Step> steps = new ArrayList<>();
  private final long[] times;
  private final long[] offsets;

  private History(int partitions, long begin) {
    this.partitions = partitions;
    this.times = new long[partitions];
    this.offsets = new long[partitions];
    Arrays.fill(times, begin);
  }

  /**
   * Gives each draft its time.
   *
   * @param begin where the partitions' times begin
   */
  static History of(int partitions, long begin, List<Draft> drafts) {
    History history = new History(partitions, begin);
    drafts.forEach(history::add);
    return history;
  }

  private void add(Draft draft) {
    if (draft instanceof Other other) {
      steps.add(new Step(other.part(), other.task(), other.action()));
    } else if (draft instanceof Read read) {
      add(read);
    } else if (draft instanceof End end) {
      long farthest = Arrays.stream(times).max().orElseThrow();
      Leap leap = new Leap(0, farthest - times[end.partition()] + FAR);
      add(new Read(end.partition(), "-end", END, leap, 0, 0, 0, 0));
    }
  }

  private void add(Read read) {
    int partition = read.partition();
    times[partition] = read.leap().from(times[partition]);
    long time = times[partition] - read.behind();
    long recordMillis = read.clamp() == 0 ? LATER : Math.max(0, time / 1_000 - read.clamp());
    SensorEvent event = event(partition + read.sensor(), read.place(), time, read.value());
    Reading reading = new Reading(offsets[partition]++, event, recordMillis, read.anomalies());
    steps.add(new Step(Part.SENSORS, partition, reading));
  }

  private static SensorEvent event(String sensorId, Place place, long time, double value) {
    return new SensorEvent(
        sensorId,
        place.deviceType(),
        time,
        value,
        place.unit(),
        place.location(),
        SensorEvent.DEFAULT_STATUS,
        null);
  }

  int partitions() {
    return partitions;
  }

  List<Step> steps() {
    return steps;
  }

  /** What the rules say of each partition. */
  List<NaivePartition> models(NaiveRules rules) {
    return IntStream.range(0, partitions)
        .mapToObj(partition -> new NaivePartition(rules, inputs(partition)))
        .toList();
  }

  /** What a partition goes through. */
  private List<Input> inputs(int partition) {
    return steps.stream()
        .filter(step -> step.part() == Part.SENSORS && step.task() == partition)
        .map(Step::action)
        .filter(Input.class::isInstance)
        .map(Input.class::cast)
        .toList();
  }

  @Override
  public String toString() {
    return steps.toString();
  }
}
