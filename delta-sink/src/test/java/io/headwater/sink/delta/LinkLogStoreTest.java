package io.headwater.sink.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkLogStoreTest {

  private static final int WRITERS = 4;
  private static final int ENTRIES = 200;

  @TempDir private Path folder;

  @Test
  void shouldLetExactlyOneWriterWinEachEntry() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    List<Future<List<Integer>>> wins = new ArrayList<>();
    try {
      for (int writer = 0; writer < WRITERS; writer++) {
        String text = "writer " + writer;
        // Given: each has a store of its own, as another process would
        wins.add(threads.submit(writeAll(new LinkLogStore(new Configuration()), text)));
      }
      int won = 0;
      for (int writer = 0; writer < WRITERS; writer++) {
        for (int entry : wins.get(writer).get()) {
          assertThat(folder.resolve(entry + ".json")).hasContent("writer " + writer);
          won++;
        }
      }
      assertThat(won).isEqualTo(ENTRIES);
    } finally {
      threads.shutdownNow();
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).as("no draft stays behind").hasSize(ENTRIES);
    }
  }

  @Test
  void shouldOverwriteOnlyWhenAsked() throws IOException {
    LinkLogStore store = new LinkLogStore(new Configuration());
    Path file = Files.writeString(folder.resolve("_last_checkpoint"), "old");

    assertThatThrownBy(() -> write(store, file, "new", false))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("old");
    write(store, file, "new", true);
    assertThat(file).hasContent("new");
  }

  private Callable<List<Integer>> writeAll(LinkLogStore store, String text) {
    return () -> {
      List<Integer> won = new ArrayList<>();
      for (int entry = 0; entry < ENTRIES; entry++) {
        try {
          write(store, folder.resolve(entry + ".json"), text, false);
          won.add(entry);
        } catch (FileAlreadyExistsException lost) {
          // the next one
        }
      }
      return won;
    };
  }

  private static void write(LinkLogStore store, Path file, String text, Boolean overwrite)
      throws IOException {
    store.write(
        new org.apache.hadoop.fs.Path(file.toUri()),
        List.of(text).iterator(),
        overwrite,
        new Configuration());
  }
}
