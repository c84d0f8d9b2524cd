package io.headwater.sink.testkit;

import io.delta.storage.CloseableIterator;
import io.delta.storage.HadoopFileSystemLogStore;
import io.headwater.sink.delta.LinkLogStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** The log store of a local disk, failing once where a test says. Public because Delta makes it. */
public final class FaultyLogStore extends HadoopFileSystemLogStore {

  /** Where the next entry of the log fails. */
  public enum Fault {
    BEFORE_IT_LANDS,
    AFTER_IT_LANDED,
    AFTER_IT_LANDED_WITH_A_CLASS_MISSING,
    /** Lands, and then nothing works any more in this process. */
    LANDED_AND_OUT_OF_MEMORY,
    /** Lands, its answer is lost, the request sent again finds the name taken; no read after it. */
    LANDED_AND_WAS_SENT_AGAIN,
    /** Lands, but the answer is lost, and from then on the log cannot be read either. */
    LANDED_AND_FOR_GOOD,
    /** Before it lands, and from then on the log cannot be read either. */
    FOR_GOOD
  }

  /** A test's own faults: log stores are made by name, so settings are all that reaches them. */
  public static final class Faults {
    private final String id = UUID.randomUUID().toString();

    /** Settings that make tables use this store. */
    public Map<String, String> hadoop() {
      return Map.of("delta.logStore.file.impl", FaultyLogStore.class.getName(), SETTING, id);
    }

    /** What happens to the next entry. */
    public void next(Fault fault) {
      NEXT.put(id, fault);
    }

    /** What happens to an entry after so many others. */
    public void afterEntries(int count, Fault fault) {
      LEFT_ALONE.put(id, new AtomicInteger(count));
      NEXT.put(id, fault);
    }

    /** Makes the log unreadable and unwritable. */
    public void breakDown() {
      BROKEN.add(id);
    }

    /** What is read next of the log breaks off in the middle. */
    public void tearNextRead() {
      TORN.add(id);
    }

    /** Ends all faults, those still to come included. */
    public void mend() {
      NEXT.remove(id);
      BROKEN.remove(id);
    }
  }

  private static final String SETTING = "headwater.test.faults";
  private static final Map<String, Fault> NEXT = new ConcurrentHashMap<>();
  private static final Map<String, AtomicInteger> LEFT_ALONE = new ConcurrentHashMap<>();
  private static final Set<String> BROKEN = ConcurrentHashMap.newKeySet();

  private static final Set<String> TORN = ConcurrentHashMap.newKeySet();

  private final LinkLogStore disk;

  public FaultyLogStore(Configuration hadoop) {
    super(hadoop);
    disk = new LinkLogStore(hadoop);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    refuseIfBroken(configuration);
    Fault fault = isLeftAlone(configuration) ? null : NEXT.remove(configuration.get(SETTING));
    if (fault == Fault.FOR_GOOD) {
      BROKEN.add(configuration.get(SETTING));
      throw new IOException("Connection refused");
    }
    if (fault == Fault.BEFORE_IT_LANDS) {
      throw new IOException("No space left on device");
    }
    disk.write(path, actions, overwrite, configuration);
    if (fault == Fault.LANDED_AND_FOR_GOOD) {
      BROKEN.add(configuration.get(SETTING));
      throw new IOException("Connection reset");
    }
    if (fault == Fault.LANDED_AND_WAS_SENT_AGAIN) {
      TORN.add(configuration.get(SETTING));
      throw new FileAlreadyExistsException(path.toString());
    }
    if (fault == Fault.AFTER_IT_LANDED) {
      throw new IOException("Connection reset");
    }
    if (fault == Fault.AFTER_IT_LANDED_WITH_A_CLASS_MISSING) {
      throw new NoClassDefFoundError("org/apache/commons/lang3/StringUtils");
    }
    if (fault == Fault.LANDED_AND_OUT_OF_MEMORY) {
      throw new OutOfMemoryError("Java heap space");
    }
  }

  @Override
  public CloseableIterator<String> read(Path path, Configuration configuration) throws IOException {
    refuseIfBroken(configuration);
    CloseableIterator<String> lines = disk.read(path, configuration);
    return TORN.remove(configuration.get(SETTING)) ? new TornLines(lines) : lines;
  }

  @Override
  public Iterator<FileStatus> listFrom(Path path, Configuration configuration) throws IOException {
    refuseIfBroken(configuration);
    return disk.listFrom(path, configuration);
  }

  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return disk.isPartialWriteVisible(path, configuration);
  }

  private static boolean isLeftAlone(Configuration configuration) {
    AtomicInteger left = LEFT_ALONE.get(configuration.get(SETTING));
    return left != null && left.getAndDecrement() > 0;
  }

  private static void refuseIfBroken(Configuration configuration) throws IOException {
    if (BROKEN.contains(configuration.get(SETTING))) {
      throw new IOException("Connection refused");
    }
  }

  /** As Delta's own stores break off: with an exception that is not declared. */
  private record TornLines(CloseableIterator<String> lines) implements CloseableIterator<String> {

    @Override
    public boolean hasNext() {
      throw new UncheckedIOException(new IOException("503 Server busy"));
    }

    @Override
    public String next() {
      return lines.next();
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
