package io.headwater.streams.runtime;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/**
 * Makes every store use the stream's one {@link RocksDbMemory}, which it finds in the stream's
 * configuration; made by Kafka Streams, one for each store. Public for that reason only.
 */
public final class RocksDbBounded implements RocksDBConfigSetter {

  /** Where in the configuration the {@link RocksDbMemory} is. */
  static final String MEMORY = "headwater.rocksdb.memory";

  /**
   * Memory is taken in steps of this size; an eighth of a write buffer, the default, is too much
   * for stores with few keys.
   */
  private static final long ARENA_BLOCK_BYTES = 64 << 10;

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    if (!(configs.get(MEMORY) instanceof RocksDbMemory memory)) {
      throw new IllegalArgumentException(MEMORY + " is missing from the stream's configuration");
    }
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(memory.cache());
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    table.setPinL0FilterAndIndexBlocksInCache(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(memory.writeBuffers());
    options.setWriteBufferSize(memory.writeBufferBytes());
    options.setArenaBlockSize(ARENA_BLOCK_BYTES);
  }

  /** Nothing was made for the store alone; what is shared is closed by who made it. */
  @Override
  public void close(String storeName, Options options) {}
}
