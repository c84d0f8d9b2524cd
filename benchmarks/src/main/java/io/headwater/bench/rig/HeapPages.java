package io.headwater.bench.rig;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a JVM has its heap in the memory of its process.
 *
 * @param from the first address
 * @param to the first after it
 */
record HeapPages(long from, long to) {

  private static final Pattern ADDRESS =
      Pattern.compile("Heap address: 0x(?<from>[0-9a-f]+), size: (?<size>\\d+) MB");
  private static final Pattern MAPPING = Pattern.compile("(?<from>[0-9a-f]+)-[0-9a-f]+ .*");
  private static final Pattern RESIDENT = Pattern.compile("Rss:\\s+(?<size>\\d+) kB");
  private static final int HEXADECIMAL = 16;
  private static final long MIB = 1 << 20;
  private static final long KIB = 1 << 10;

  /**
   * Finds them.
   *
   * @param info what the JVM's diagnostic command {@code VM.info} prints
   * @return empty where it does not tell, which is without compressed object pointers
   */
  static Optional<HeapPages> in(String info) {
    Matcher address = ADDRESS.matcher(info);
    if (!address.find()) {
      return Optional.empty();
    }
    long from = Long.parseUnsignedLong(address.group("from"), HEXADECIMAL);
    return Optional.of(new HeapPages(from, from + Long.parseLong(address.group("size")) * MIB));
  }

  /**
   * How much of the heap is resident.
   *
   * @param mappings the lines of Linux's {@code smaps} of the process
   */
  long residentBytes(List<String> mappings) {
    long resident = 0;
    boolean isHeap = false;
    for (String line : mappings) {
      Matcher mapping = MAPPING.matcher(line);
      Matcher size = RESIDENT.matcher(line);
      if (mapping.matches()) {
        long start = Long.parseUnsignedLong(mapping.group("from"), HEXADECIMAL);
        isHeap = Long.compareUnsigned(start, from) >= 0 && Long.compareUnsigned(start, to) < 0;
      } else if (isHeap && size.matches()) {
        resident += Long.parseLong(size.group("size")) * KIB;
      }
    }
    return resident;
  }
}
