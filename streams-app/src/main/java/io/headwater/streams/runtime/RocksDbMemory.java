package io.headwater.streams.runtime;

import io.headwater.streams.config.RocksDbSettings;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory outside the heap that all stores of one stream share: blocks, indexes, filters and
 * write buffers are all counted in one cache, so that more stores do not mean more memory.
 *
 * <p>Made once for a stream and used by all its threads (both parts are RocksDB's own, and safe for
 * that); closed after its last store.
 */
final class RocksDbMemory implements AutoCloseable {

  static {
    RocksDB.loadLibrary();
  }

  /** The share of the cache kept for indexes and filters, which every read needs. */
  private static final double INDEX_SHARE = 0.2;

  private static final long LEAST_WRITE_BUFFER = 1 << 20;
  private static final long LARGEST_WRITE_BUFFER = 16 << 20;

  private final Cache cache;
  private final WriteBufferManager writeBuffers;
  private final long writeBufferBytes;
  private boolean closed;

  RocksDbMemory(RocksDbSettings settings) {
    long total = settings.writeBuffers().toBytes();
    this.cache = new LRUCache(settings.blockCache().toBytes(), -1, false, INDEX_SHARE);
    this.writeBuffers = new WriteBufferManager(total, cache);
    // One busy store must not hold all of it: it would be flushed whenever another one writes
    this.writeBufferBytes = Math.max(LEAST_WRITE_BUFFER, Math.min(LARGEST_WRITE_BUFFER, total / 8));
  }

  Cache cache() {
    return cache;
  }

  WriteBufferManager writeBuffers() {
    return writeBuffers;
  }

  /** The size at which a store's own write buffer is flushed. */
  long writeBufferBytes() {
    return writeBufferBytes;
  }

  /** What is used of it now; 0 once it is closed. */
  synchronized long usedBytes() {
    // asking RocksDB for what it has freed would end the process
    return closed ? 0 : cache.getUsage();
  }

  @Override
  public synchronized void close() {
    closed = true;
    writeBuffers.close();
    cache.close();
  }
}
