package io.headwater.streams.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.streams.config.Guarantee;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromptCommitsTest {

  private static final long NOW = 1_000_000;

  private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
  private PromptCommits commits;

  @BeforeEach
  void begin() {
    context.setCurrentSystemTimeMs(NOW);
    commits = new PromptCommits(context, Guarantee.EXACTLY_ONCE_V2);
  }

  @Test
  void shouldAskAtOnceForWhatIsLive() {
    commits.sent(NOW - 100);

    assertThat(isAskedAfter(0)).isTrue();
  }

  @Test
  void shouldNotAskWhenNothingWasSent() {
    assertThat(isAskedAfter(10_000)).isFalse();
  }

  @Test
  void shouldAskOnceForManyThatComeAtOnce() {
    commits.sent(NOW);
    assertThat(isAskedAfter(0)).isTrue();
    commits.sent(NOW + 10);
    commits.sent(NOW + 20);

    assertThat(isAskedAfter(49)).isFalse();
    assertThat(isAskedAfter(50)).isTrue();
    assertThat(isAskedAfter(200)).isFalse();
  }

  @Test
  void shouldLeaveCommitsToTheirIntervalWhileTheStreamIsBehind() {
    commits.sent(NOW - 200);

    assertThat(isAskedAfter(0)).isFalse();
    assertThat(isAskedAfter(1_000)).isFalse();
  }

  @Test
  void shouldNotAskWhereReadersSeeResultsBeforeTheirCommit() {
    commits = new PromptCommits(context, Guarantee.AT_LEAST_ONCE);
    commits.sent(NOW);

    assertThat(isAskedAfter(0)).isFalse();
  }

  private boolean isAskedAfter(long millis) {
    context.setCurrentSystemTimeMs(NOW + millis);
    context.resetCommit();
    commits.ask();
    return context.committed();
  }
}
