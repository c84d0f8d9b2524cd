package io.headwater.quickstart.doctor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Level;
import io.headwater.quickstart.doctor.machine.MemoryCheck.Share;
import io.headwater.sink.config.SinkSettings;
import io.headwater.streams.config.ProcessingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineChecksTest {

  private static final long MIB = 1 << 20;

  @TempDir private Path dir;

  @Test
  void shouldBeContentWithTheJavaThatRunsTheTests() throws Exception {
    List<Check> checks =
        MachineChecks.of(ProcessingSettings.defaults(), SinkSettings.defaults(), "-Xmx256m");

    assertThat(checks).extracting(Check::name).containsExactly("java", "memory", "state-dir");
    assertThat(checks.get(0).look().get(0).level()).isEqualTo(Level.OK);
    // the sink's defaults do not fit into 256 MB
    assertThat(checks.get(1).look()).extracting(Finding::level).contains(Level.WARN);
  }

  @Test
  void shouldRefuseAnOldJava() {
    Finding finding = new JavaCheck(11, "11.0.2", 1).look().get(0);

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.cure()).contains("Java 17", "JAVA_HOME");
  }

  @ParameterizedTest
  @CsvSource({
    "8192, OK",
    "3600, WARN", // one of the two fits
    "2048, FAIL"
  })
  void shouldHoldTheMemoryOfBothAgainstThatOfTheMachine(long mib, Level expected) {
    Finding finding =
        new MemoryCheck(
                mib * MIB,
                new Share(1024 * MIB, 400 * MIB),
                new Share(2048 * MIB, 270 * MIB),
                1120 * MIB)
            .look()
            .get(0);

    assertThat(finding.level()).isEqualTo(expected);
    assertThat(finding.what()).contains(mib + " MiB here", "(heap 1024)", "(heap 2048)");
  }

  @Test
  void shouldWarnOfASinkThatHoldsMoreThanItsHeap() {
    MemoryCheck check =
        new MemoryCheck(8192 * MIB, new Share(MIB, MIB), new Share(512 * MIB, MIB), 1120 * MIB);

    assertThat(check.look()).hasSize(2);
    assertThat(check.look().get(1).what()).contains("needs 1120 MiB").contains("may take 512");
    assertThat(check.look().get(1).cure()).contains("headwater.sink.flush-bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "-Xmx512m, 512",
    "-XX:+UseZGC -Xmx2g, 2048",
    "-Xmx1g -Xmx3G, 3072",
    "-Xmx1048576k, 1024",
    "-Xmx104857600, 100"
  })
  void shouldReadTheHeapOffTheOptions(String options, long mib) {
    assertThat(HeapOption.in(options)).hasValue(mib * MIB);
    assertThat(HeapOption.in("-Xms1g")).isEmpty();
  }

  @Test
  void shouldBeContentWithAStateDirThatCanBeMadeAndMakeNothing() {
    Path missing = dir.resolve("a").resolve("state");

    assertThat(new StateDirCheck(missing).look().get(0).what()).contains("can be made");
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void shouldFailWhenTheStateDirIsNoFolder() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "x");

    Finding finding = new StateDirCheck(file.resolve("state")).look().get(0);

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.what()).contains("is a file, not a folder");
    assertThat(finding.cure()).contains("headwater.streams.state-dir");
  }

  @Test
  void shouldFailWhenTheStateDirCannotBeWrittenTo() {
    // A folder that refuses even root
    Finding finding = new StateDirCheck(Path.of("/proc/self/state")).look().get(0);

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.what()).contains("/proc/self/state cannot be written to");
  }

  @ParameterizedTest
  @CsvSource({"4096, OK", "1024, WARN", "10, FAIL"})
  void shouldWantRoomOnTheDisk(long mib, Level expected) {
    assertThat(FreeSpace.judge("there", mib * MIB, "a.setting").level()).isEqualTo(expected);
  }
}
