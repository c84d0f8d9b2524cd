package io.headwater.streams.oracle;

import io.headwater.streams.time.PartitionProgress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A broker that says what it is told to. */
record Partitions(int count, Supplier<@Nullable Confirmed> answer) implements PartitionProgress {

  @Override
  public Optional<Confirmed> latest(int partition) {
    return Optional.ofNullable(answer.get());
  }

  @Override
  public OptionalInt partitions() {
    return OptionalInt.of(count);
  }
}
