package io.headwater.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeapPagesTest {

  private static final String INFO =
      """
      Heap:
      Heap address: 0x00000000c0000000, size: 1024 MB, Compressed Oops mode: 32-bit
      """;

  private static final List<String> MAPPINGS =
      """
      c0000000-d0000000 rw-p 00000000 00:00 0
      Size:             262144 kB
      Rss:               10240 kB
      d0000000-100000000 ---p 00000000 00:00 0
      Rss:                   4 kB
      100000000-100500000 rw-p 00001000 fe:00 8395821      /usr/lib/jvm/classes.jsa
      Rss:                4000 kB
      7fcb4c000000-7fcb4fa00000 rw-p 00000000 00:00 0
      Rss:               59000 kB
      ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0      [vsyscall]
      Rss:                   0 kB
      """
          .lines()
          .toList();

  @Test
  void shouldAddUpWhatIsResidentOfTheHeapAlone() {
    assertThat(HeapPages.in(INFO))
        .hasValueSatisfying(
            heap -> assertThat(heap.residentBytes(MAPPINGS)).isEqualTo(10_244L * 1_024));
  }

  @Test
  void shouldFindNoHeapWhereTheJvmDoesNotTell() {
    assertThat(HeapPages.in("Heap:\n ZHeap used 100M")).isEmpty();
  }
}
