package io.headwater.sink.parquet;

/** What objects take of the heap on a 64-bit JVM with compressed references. */
final class HeapSize {

  private static final int OBJECT_HEADER = 12;
  private static final int ARRAY_HEADER = 16;
  private static final int REFERENCE = 4;

  private HeapSize() {}

  static int ofBytes(int length) {
    return aligned(ARRAY_HEADER + length);
  }

  static int ofReferences(int length) {
    return aligned(ARRAY_HEADER + REFERENCE * length);
  }

  /** A {@link Row} without its texts, and the reference by which a list holds it. */
  static int ofRow(int numbers, int texts) {
    int row = aligned(OBJECT_HEADER + 2 * REFERENCE + Long.BYTES + 3 * Integer.BYTES);
    return REFERENCE + row + Long.BYTES * numbers + REFERENCE * texts;
  }

  private static int aligned(int bytes) {
    return (bytes + 7) & ~7;
  }
}
