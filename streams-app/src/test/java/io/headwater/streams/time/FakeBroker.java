package io.headwater.streams.time;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Says of each partition what the test says. */
final class FakeBroker implements PartitionProgress {

  private final int partitions;
  @Nullable Confirmed confirmed;

  FakeBroker(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public Optional<Confirmed> latest(int partition) {
    return Optional.ofNullable(confirmed);
  }

  @Override
  public OptionalInt partitions() {
    return OptionalInt.of(partitions);
  }
}
