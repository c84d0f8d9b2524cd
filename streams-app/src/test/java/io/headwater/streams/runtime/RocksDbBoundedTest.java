package io.headwater.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.headwater.streams.config.RocksDbSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.springframework.util.unit.DataSize;

class RocksDbBoundedTest {

  private static final DataSize CACHE = DataSize.ofMegabytes(8);

  private final RocksDbBounded setter = new RocksDbBounded();

  @Test
  void shouldHoldAllStoresTogetherWithinOneCache(@TempDir Path directory) throws RocksDBException {
    try (RocksDbMemory memory =
        new RocksDbMemory(new RocksDbSettings(CACHE, DataSize.ofMegabytes(4)))) {
      List<Options> options = new ArrayList<>();
      List<RocksDB> stores = new ArrayList<>();
      try {
        // Given more stores than the memory has room for, all of them busy
        for (int i = 0; i < 12; i++) {
          Options each = new Options().setCreateIfMissing(true);
          each.setTableFormatConfig(new BlockBasedTableConfig());
          setter.setConfig("store-" + i, each, Map.of(RocksDbBounded.MEMORY, memory));
          options.add(each);
          stores.add(RocksDB.open(each, directory.resolve("store-" + i).toString()));
        }
        byte[] value = new byte[1_000];
        for (int key = 0; key < 2_000; key++) {
          for (RocksDB store : stores) {
            store.put(Integer.toString(key).getBytes(StandardCharsets.UTF_8), value);
          }
        }

        // Then what they hold of these 24 MB is within the bound, once RocksDB has caught up
        await()
            .untilAsserted(
                () ->
                    assertThat(memory.cache().getUsage())
                        .isPositive()
                        .isLessThan(CACHE.toBytes() * 5 / 4));
        assertThat(stores.get(0).getProperty("rocksdb.block-cache-capacity"))
            .isEqualTo(Long.toString(CACHE.toBytes()));
      } finally {
        // and one store's end leaves the others' memory alone
        for (int i = 0; i < stores.size(); i++) {
          stores.get(i).close();
          setter.close("store-" + i, options.get(i));
          options.get(i).close();
        }
      }
      assertThat(memory.cache().isOwningHandle()).isTrue();
      assertThat(memory.writeBuffers().isOwningHandle()).isTrue();
    }
  }

  @Test
  void shouldRefuseToMakeAStoreWithoutBound() {
    try (Options options = new Options()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> setter.setConfig("store", options, Map.of()))
          .withMessageContaining(RocksDbBounded.MEMORY);
    }
  }
}
