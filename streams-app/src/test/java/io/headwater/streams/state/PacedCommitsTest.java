package io.headwater.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.streams.config.ProcessingSettings;
import io.headwater.streams.config.StreamsSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PacedCommitsTest {

  private static final long NOW = 1_000_000;
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
  private final PacedCommits commits = of(INTERVAL);

  @BeforeEach
  void begin() {
    context.setCurrentSystemTimeMs(NOW);
  }

  @Test
  void shouldCommitLiveResultsAfterTheCommitInterval() {
    commits.sent(NOW);

    assertThat(planned()).contains(INTERVAL);
    assertThat(context.committed()).isFalse();
    tick();
    assertThat(context.committed()).isTrue();
  }

  @Test
  void shouldLetResultsWaitATenthOfTheirAge() {
    commits.sent(NOW - 4_000);

    assertThat(planned()).contains(Duration.ofMillis(400));
  }

  @Test
  void shouldLeaveABacklogToKafkaStreams() {
    commits.sent(NOW - 10_000);

    assertThat(planned()).isEmpty();
    assertThat(settings(INTERVAL).longestCommitInterval()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void shouldCountFromTheFirstResultThatWaits() {
    commits.sent(NOW);
    context.setCurrentSystemTimeMs(NOW + 60);
    commits.sent(NOW + 60);

    assertThat(context.scheduledPunctuators()).hasSize(1);
  }

  @Test
  void shouldHurryWhenALiveResultComesAfterOldOnes() {
    commits.sent(NOW - 9_000);
    commits.sent(NOW);

    assertThat(planned()).contains(INTERVAL);
  }

  @Test
  void shouldNotPlanAnewForEachRecordOfAShrinkingBacklog() {
    for (int age = 4_000; age > 3_000; age--) {
      commits.sent(NOW - age);
    }

    assertThat(context.scheduledPunctuators()).as("from 400 ms down to 300").hasSize(10 + 1);
  }

  @Test
  void shouldNotLetALiveResultWaitForAnOlderOne() {
    PacedCommits slow = of(Duration.ofMillis(600));
    slow.sent(NOW - 9_000);
    slow.sent(NOW);

    assertThat(planned()).contains(Duration.ofMillis(600));
  }

  @Test
  void shouldAskAgainAsLongAsNoCommitComesOfIt() {
    commits.sent(NOW);
    tick();
    context.resetCommit();
    tick();

    assertThat(context.committed()).isTrue();
  }

  @Test
  void shouldBeSettledByAnyCommit() {
    commits.sent(NOW);
    commits.beforeCommit();
    assertThat(planned()).as("nothing waits any more").isEmpty();

    commits.sent(NOW);
    assertThat(planned()).contains(INTERVAL);
  }

  @Test
  void shouldLeaveNoTickBehind() {
    commits.sent(NOW);
    commits.close();

    assertThat(planned()).isEmpty();
  }

  @Test
  void shouldTakeNoNoteOfAgeWhenTheIntervalIsLongAnyway() {
    PacedCommits slow = of(Duration.ofSeconds(5));
    slow.sent(NOW);
    slow.sent(NOW - 10_000);

    assertThat(planned()).isEmpty();
    assertThat(settings(Duration.ofSeconds(5)).longestCommitInterval())
        .isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void shouldTakeAClockThatIsAheadForNow() {
    commits.sent(NOW + 60_000);

    assertThat(planned()).contains(INTERVAL);
  }

  private PacedCommits of(Duration interval) {
    return new PacedCommits(context, settings(interval));
  }

  private static StreamsSettings settings(@Nullable Duration interval) {
    ProcessingSettings streams =
        new ProcessingSettings(null, null, interval, null, null, null, null, null, null, null);
    return new StreamsSettings(null, null, streams, null, null, null, null);
  }

  private Optional<Duration> planned() {
    return waiting().stream().map(CapturedPunctuator::getInterval).findFirst();
  }

  private void tick() {
    waiting().forEach(each -> each.getPunctuator().punctuate(NOW));
  }

  private List<CapturedPunctuator> waiting() {
    return context.scheduledPunctuators().stream().filter(each -> !each.cancelled()).toList();
  }
}
