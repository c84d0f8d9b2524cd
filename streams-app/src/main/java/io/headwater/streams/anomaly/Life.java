package io.headwater.streams.anomaly;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.Origin;
import io.headwater.streams.state.FormatVersion;
import io.headwater.streams.state.KeyReader;
import io.headwater.streams.state.KeyWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * When a sensor last gave a sign of life, and which rules have told that it gives none since then.
 * Times are lived ones, see {@link LivedTime}. Not for several threads.
 */
final class Life {

  /** A sensor that has been silent for so long is forgotten: longer than any rule waits. */
  static final long FORGOTTEN_AFTER = 31L * 86_400 * 1_000_000;

  static final long NEVER = Long.MAX_VALUE;

  private static final byte VERSION = 1;

  private long last;
  private String deviceType;
  private String location;
  private Origin origin;
  private List<String> told = List.of();

  /** When to look whether it is still silent: not after the first rule that would tell. */
  private long due = NEVER;

  /** The first sign of life there was. */
  Life(EnrichedEvent event, long at) {
    last = at;
    deviceType = event.event().deviceType();
    location = event.event().location();
    origin = event.origin();
  }

  private Life(long last, String deviceType, String location, Origin origin) {
    this.last = last;
    this.deviceType = deviceType;
    this.location = location;
    this.origin = origin;
  }

  /** One more sign of life: a silence, if there was one, is over. */
  void seen(EnrichedEvent event, long at, LivedTime time) {
    correct(time);
    last = Math.max(last, at);
    deviceType = event.event().deviceType();
    location = event.event().location();
    origin = event.origin();
    told = List.of();
  }

  /** To be looked at then, if not before. */
  void planFor(List<MissingData> rules, LivedTime time) {
    due = Math.min(due, nextTelling(rules, time));
  }

  /**
   * Whether it is silent for too long by some of the rules, which have not told so yet.
   *
   * @param until the time until which it was silent for sure
   * @param mutedUntil the watermark before which nobody wants to be told
   * @return the rules that are to tell; they have told then
   */
  List<MissingData> look(List<MissingData> rules, LivedTime time, long until, long mutedUntil) {
    correct(time);
    boolean muted = mutedUntil > time.watermark();
    List<MissingData> telling = new ArrayList<>();
    if (!muted) {
      for (MissingData rule : rules) {
        if (hasToTell(rule) && until >= last + rule.check().after()) {
          telling.add(rule);
        }
      }
      tell(telling);
    }
    long next = nextTelling(rules, time);
    // a mute may end before its time: somebody says so
    due = muted ? Math.max(next, time.now() + LivedTime.LONGEST_STEP) : next;
    return telling;
  }

  boolean isForgotten(LivedTime time) {
    return time.now() >= last + FORGOTTEN_AFTER;
  }

  private void tell(List<MissingData> telling) {
    if (!telling.isEmpty()) {
      List<String> all = new ArrayList<>(told);
      telling.forEach(rule -> all.add(rule.named().id()));
      told = List.copyOf(all);
    }
  }

  private boolean hasToTell(MissingData rule) {
    return !told.contains(rule.named().id());
  }

  /** A sign of life that was ahead of time: some of the time until then was excused since. */
  private void correct(LivedTime time) {
    last = Math.min(last, time.latest());
  }

  /** Who is far ahead is looked at earlier: time until then may be excused. */
  private long nextTelling(List<MissingData> rules, LivedTime time) {
    long from = Math.min(last, time.now() + LivedTime.LONGEST_STEP);
    long next = from + FORGOTTEN_AFTER;
    for (MissingData rule : rules) {
      if (hasToTell(rule)) {
        next = Math.min(next, from + rule.check().after());
      }
    }
    return next;
  }

  long last() {
    return last;
  }

  long due() {
    return due;
  }

  String deviceType() {
    return deviceType;
  }

  String location() {
    return location;
  }

  Origin origin() {
    return origin;
  }

  byte[] encode() {
    KeyWriter texts =
        KeyWriter.parts()
            .time(last)
            .time(due)
            .text(deviceType)
            .text(location)
            .text(origin.topic())
            .number(origin.partition())
            .time(origin.offset())
            .number(told.size());
    told.forEach(texts::text);
    byte[] parts = texts.toBytes();
    return ByteBuffer.allocate(Byte.BYTES + parts.length).put(VERSION).put(parts).array();
  }

  static Life decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    FormatVersion.require(VERSION, in.get(), "signs of life");
    byte[] rest = new byte[in.remaining()];
    in.get(rest);
    KeyReader parts = KeyReader.ofParts(rest);
    long last = parts.time();
    long due = parts.time();
    String deviceType = parts.text();
    String location = parts.text();
    Origin origin = new Origin(parts.text(), parts.number(), parts.time());
    Life life = new Life(last, deviceType, location, origin);
    life.due = due;
    List<String> told = new ArrayList<>();
    for (int count = parts.number(); count > 0; count--) {
      told.add(parts.text());
    }
    life.told = List.copyOf(told);
    return life;
  }
}
