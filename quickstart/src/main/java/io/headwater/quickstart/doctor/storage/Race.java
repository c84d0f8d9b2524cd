package io.headwater.quickstart.doctor.storage;

import io.headwater.quickstart.doctor.check.Reason;
import io.headwater.sink.delta.LogStorage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Two writers who want to make the same entry at the same moment.
 *
 * @param winners what those wrote who were told that they made it
 */
record Race(List<String> winners) {

  private static final List<String> WRITERS = List.of("first", "second");

  /**
   * Runs one.
   *
   * @throws IOException when the storage did not do its part for one of them
   */
  static Race run(LogStorage storage, String entry) throws IOException, InterruptedException {
    CyclicBarrier start = new CyclicBarrier(WRITERS.size());
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS.size());
    try {
      List<Future<Boolean>> writing = new ArrayList<>();
      for (String writer : WRITERS) {
        writing.add(
            threads.submit(
                () -> {
                  start.await();
                  return storage.putIfAbsent(entry, writer);
                }));
      }
      List<String> winners = new ArrayList<>();
      for (int i = 0; i < WRITERS.size(); i++) {
        if (writing.get(i).get()) {
          winners.add(WRITERS.get(i));
        }
      }
      return new Race(winners);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io
          ? io
          : new IOException(Reason.of(e), Reason.unwrapped(e));
    } finally {
      threads.shutdownNow();
    }
  }
}
