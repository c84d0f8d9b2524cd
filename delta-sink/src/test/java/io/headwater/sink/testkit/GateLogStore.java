package io.headwater.sink.testkit;

import io.delta.storage.HadoopFileSystemLogStore;
import io.headwater.sink.delta.LinkLogStore;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The log store of a local disk, on which the commits of one table wait or fail as long as a test
 * wants them to. Public because Delta makes it.
 */
public final class GateLogStore extends HadoopFileSystemLogStore {

  private static final String SETTING = "headwater.test.gate";
  private static final Map<String, Gate> GATES = new ConcurrentHashMap<>();

  private final LinkLogStore disk;

  /** What one sink's commits to one table must pass. Safe for use by several threads. */
  public static final class Gate {
    private final String id = UUID.randomUUID().toString();
    private final String table;
    private volatile CountDownLatch open = new CountDownLatch(0);
    private volatile CountDownLatch somebodyWaits = new CountDownLatch(1);
    private volatile boolean failing;

    public Gate(String table) {
      this.table = table;
      GATES.put(id, this);
    }

    /** The sink's settings. */
    public List<String> settings() {
      return List.of(
          "--headwater.delta.hadoop.delta.logStore.file.impl=" + GateLogStore.class.getName(),
          "--headwater.delta.hadoop." + SETTING + "=" + id);
    }

    /** From now on commits wait. */
    public void shut() {
      somebodyWaits = new CountDownLatch(1);
      open = new CountDownLatch(1);
    }

    /** Returns when a commit waits. */
    public void awaitSomebody() throws InterruptedException {
      somebodyWaits.await();
    }

    /** From now on commits fail. */
    public void fail() {
      failing = true;
    }

    /** Lets all through, those that wait too. */
    public void open() {
      failing = false;
      open.countDown();
    }

    private void pass(Path path) throws IOException {
      if (!path.toString().contains("/" + table + "/")) {
        return;
      }
      if (failing) {
        throw new IOException("503 Service Unavailable");
      }
      try {
        if (open.getCount() > 0) {
          somebodyWaits.countDown();
          open.await();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }

  public GateLogStore(Configuration hadoop) {
    super(hadoop);
    disk = new LinkLogStore(hadoop);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    GATES.get(configuration.get(SETTING)).pass(path);
    disk.write(path, actions, overwrite, configuration);
  }

  @Override
  public Iterator<FileStatus> listFrom(Path path, Configuration configuration) throws IOException {
    return disk.listFrom(path, configuration);
  }

  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return disk.isPartialWriteVisible(path, configuration);
  }
}
