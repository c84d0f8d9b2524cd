package io.headwater.sink.audit;

import java.util.Map;
import java.util.TreeMap;

/**
 * A set of offsets, a bit for each. Offsets of a partition lie close together, so a hundred million
 * of them take some twelve megabytes, in whatever order they come.
 */
final class OffsetSet {

  private static final int CHUNK_BITS = 16;
  private static final int WORDS = 1 << (CHUNK_BITS - 6);
  private static final long[] NOTHING = new long[WORDS];

  private final TreeMap<Long, long[]> chunks = new TreeMap<>();
  private long[] lastChunk = NOTHING;
  private long lastKey = -1;
  private long size;

  /** Adds an offset, which must not be negative; false if it was in the set already. */
  boolean add(long offset) {
    if (offset < 0) {
      throw new IllegalArgumentException(offset + " is no offset");
    }
    long key = offset >>> CHUNK_BITS;
    if (key != lastKey) {
      lastChunk = chunks.computeIfAbsent(key, absent -> new long[WORDS]);
      lastKey = key;
    }
    int word = (int) (offset >>> 6) & (WORDS - 1);
    long bit = 1L << offset;
    if ((lastChunk[word] & bit) != 0) {
      return false;
    }
    lastChunk[word] |= bit;
    size++;
    return true;
  }

  /** Adds all of another set. */
  void addAll(OffsetSet other) {
    other.chunks.forEach(
        (key, words) -> {
          long[] mine = chunks.computeIfAbsent(key, absent -> new long[WORDS]);
          for (int word = 0; word < WORDS; word++) {
            size += Long.bitCount(words[word] & ~mine[word]);
            mine[word] |= words[word];
          }
        });
  }

  long size() {
    return size;
  }

  /** How many offsets are in {@code [from, to)}. */
  long count(long from, long to) {
    return minus(new OffsetSet(), from, to).count();
  }

  /** The offsets in {@code [from, to)} that this set has and {@code other} has not. */
  Sample minus(OffsetSet other, long from, long to) {
    Sample found = new Sample();
    if (from >= to) {
      return found;
    }
    long lastKeyInRange = (to - 1) >>> CHUNK_BITS;
    for (Map.Entry<Long, long[]> chunk :
        chunks.subMap(from >>> CHUNK_BITS, true, lastKeyInRange, true).entrySet()) {
      long[] others = other.chunks.getOrDefault(chunk.getKey(), NOTHING);
      long base = chunk.getKey() << CHUNK_BITS;
      for (int word = 0; word < WORDS; word++) {
        long bits = chunk.getValue()[word] & ~others[word];
        if (bits != 0) {
          collect(bits, base + word * 64L, from, to, found);
        }
      }
    }
    return found;
  }

  private static void collect(long bits, long base, long from, long to, Sample found) {
    long left = bits & inRange(base, from, to);
    while (left != 0 && !found.isFull()) {
      found.add(base + Long.numberOfTrailingZeros(left));
      left &= left - 1;
    }
    found.addUnnamed(Long.bitCount(left));
  }

  /** The bits of the word at {@code base} that stand for offsets in {@code [from, to)}. */
  private static long inRange(long base, long from, long to) {
    long mask = -1;
    if (from > base) {
      mask = from - base < 64 ? mask << (from - base) : 0;
    }
    if (to < base + 64) {
      mask = to > base ? mask & ((1L << (to - base)) - 1) : 0;
    }
    return mask;
  }
}
