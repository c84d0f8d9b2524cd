package io.headwater.streams;

import io.headwater.streams.time.PartitionProgress;
import java.util.Optional;
import java.util.OptionalInt;

/** A broker that has not answered yet. */
final class SilentBroker implements PartitionProgress {

  @Override
  public Optional<Confirmed> latest(int partition) {
    return Optional.empty();
  }

  @Override
  public OptionalInt partitions() {
    return OptionalInt.empty();
  }
}
