package io.headwater.streams.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.streams.config.SlidingSize;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.config.TimeSettings;
import io.headwater.streams.config.WindowSettings;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** All windows of arbitrary histories, against the rules said naively. */
class WindowsOracleTest {

  private static final StreamsSettings DEFAULTS = StreamsSettings.defaults();

  /** No window of one pane, windows that overlap by halves and by thirds, and no delay. */
  private static final StreamsSettings ODD =
      new StreamsSettings(
          null,
          null,
          null,
          new TimeSettings(Duration.ZERO, null, null),
          new WindowSettings(
              Duration.ofSeconds(30),
              List.of(Duration.ofSeconds(90)),
              List.of(
                  new SlidingSize(Duration.ofMinutes(2), Duration.ofMinutes(1)),
                  new SlidingSize(Duration.ofMinutes(15), Duration.ofMinutes(5))),
              Duration.ofSeconds(100)),
          null,
          null);

  @Property(tries = 4_000, edgeCases = EdgeCasesMode.NONE)
  void shouldSendTheWindowsOfTheNaiveModel(@ForAll("ofOne") History history) {
    requireSame(history, DEFAULTS);
  }

  @Property(tries = 4_000, edgeCases = EdgeCasesMode.NONE)
  void shouldSendTheSameWindowsHoweverPartitionsInterleave(@ForAll("ofSeveral") History history) {
    requireSame(history, DEFAULTS);
  }

  @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
  void shouldSendTheSameWindowsWhateverTheirSizes(@ForAll("ofSeveral") History history) {
    requireSame(history, ODD);
  }

  @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
  void shouldLoseNothingSilentlyWhenPartitionsWake(@ForAll("ofSleepers") History history) {
    Cluster cluster = Cluster.after(history, DEFAULTS);
    List<NaiveWindow> expected = requireSameBySensor(cluster, history, DEFAULTS).closed();

    List<Sent> sent = cluster.byLocation();
    WindowComparison.requireOnceAndKnown(sent, expected);
    long counted = sent.stream().mapToLong(one -> one.window().summary().count()).sum();
    assertThat(counted + cluster.lateByLocation())
        .isEqualTo(expected.stream().mapToLong(NaiveWindow::count).sum());
  }

  private static void requireSame(History history, StreamsSettings settings) {
    Cluster cluster = Cluster.after(history, settings);
    NaiveLocations locations = requireSameBySensor(cluster, history, settings);
    WindowComparison.requireSame(cluster.byLocation(), locations.closed());
  }

  /** What should be sent by location, if so by sensor. */
  private static NaiveLocations requireSameBySensor(
      Cluster cluster, History history, StreamsSettings settings) {
    List<NaivePartition> models = history.models(NaiveRules.of(settings));
    for (int partition = 0; partition < models.size(); partition++) {
      PartitionTask task = cluster.partition(partition);
      NaivePartition model = models.get(partition);
      assertThat(task.late()).isEqualTo(model.late());
      WindowComparison.requireSame(task.sent(), model.closed());
    }
    return new NaiveLocations(models);
  }

  @Provide
  Arbitrary<History> ofOne() {
    return Histories.ofOne(40);
  }

  @Provide
  Arbitrary<History> ofSeveral() {
    return Arbitraries.integers()
        .between(1, 4)
        .flatMap(partitions -> Histories.ofSeveral(partitions, Cluster.LOCATION_TASKS, 60));
  }

  @Provide
  Arbitrary<History> ofSleepers() {
    return Arbitraries.integers()
        .between(2, 3)
        .flatMap(partitions -> Histories.ofSleepers(partitions, Cluster.LOCATION_TASKS, 40));
  }
}
