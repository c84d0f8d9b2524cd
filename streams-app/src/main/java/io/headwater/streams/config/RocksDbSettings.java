package io.headwater.streams.config;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * {@code headwater.streams.rocksdb}: the memory outside the heap that all stores of the process
 * share, however many they are.
 *
 * @param blockCache blocks read from disk, with their indexes and filters, default 64 MB
 * @param writeBuffers writes not yet on disk, default 32 MB; taken out of the block cache, so not
 *     more than that
 */
public record RocksDbSettings(DataSize blockCache, DataSize writeBuffers) {

  public RocksDbSettings(@Nullable DataSize blockCache, @Nullable DataSize writeBuffers) {
    this.blockCache = blockCache == null ? DataSize.ofMegabytes(64) : blockCache;
    this.writeBuffers = writeBuffers == null ? DataSize.ofMegabytes(32) : writeBuffers;
    DataSize least = DataSize.ofMegabytes(1);
    if (this.writeBuffers.compareTo(least) < 0) {
      throw new IllegalArgumentException("write-buffers must be at least 1MB");
    }
    if (this.blockCache.compareTo(this.writeBuffers) < 0) {
      throw new IllegalArgumentException(
          "block-cache must be at least as large as write-buffers, which are counted in it");
    }
  }

  /** The defaults. */
  public static RocksDbSettings defaults() {
    return new RocksDbSettings(null, null);
  }
}
