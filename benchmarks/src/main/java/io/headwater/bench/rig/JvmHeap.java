package io.headwater.bench.rig;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.headwater.quickstart.cli.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * The heap of another JVM on this machine, asked of its own management interface; whoever asks must
 * run a JDK. For use by one thread.
 */
public final class JvmHeap implements AutoCloseable {

  private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";

  private final long process;
  private final JMXConnector connector;
  private final MemoryMXBean memory;
  private final List<MemoryPoolMXBean> pools;
  private final Optional<HeapPages> pages;

  private JvmHeap(
      long process,
      JMXConnector connector,
      MemoryMXBean memory,
      List<MemoryPoolMXBean> pools,
      Optional<HeapPages> pages) {
    this.process = process;
    this.connector = connector;
    this.memory = memory;
    this.pools = pools;
    this.pages = pages;
  }

  /**
   * Makes the connection.
   *
   * @param process its id
   * @throws CommandFailure when it is refused
   */
  @SuppressWarnings("BanJNDI") // the address comes from the other JVM itself, over a local socket
  static JvmHeap of(long process) {
    try {
      JMXConnector connector = JMXConnectorFactory.connect(managementAgent(process));
      MBeanServerConnection connection = connector.getMBeanServerConnection();
      return new JvmHeap(
          process,
          connector,
          ManagementFactory.newPlatformMXBeanProxy(
              connection, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class),
          ManagementFactory.getPlatformMXBeans(connection, MemoryPoolMXBean.class).stream()
              .filter(pool -> pool.getType() == MemoryType.HEAP)
              .toList(),
          HeapPages.in(
              String.valueOf(
                  connection.invoke(
                      new ObjectName(COMMANDS), "vmInfo", new Object[0], new String[0]))));
    } catch (AttachNotSupportedException | IOException | JMException e) {
      throw new CommandFailure(
          "The JVM of process %d does not tell its heap (%s): run the benchmark with a JDK, as the user of that process."
              .formatted(process, e.getMessage()),
          e);
    }
  }

  private static JMXServiceURL managementAgent(long process)
      throws AttachNotSupportedException, IOException {
    VirtualMachine jvm = VirtualMachine.attach(Long.toString(process));
    try {
      return new JMXServiceURL(jvm.startLocalManagementAgent());
    } finally {
      jvm.detach();
    }
  }

  /**
   * What is resident of the heap, in bytes; pages that the JVM has of the operating system but
   * never touched are not. Only Linux tells, and only a JVM with compressed object pointers.
   */
  public OptionalLong residentBytes() {
    Path mappings = Path.of("/proc", Long.toString(process), "smaps");
    if (pages.isEmpty() || !Files.isReadable(mappings)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(pages.get().residentBytes(Files.readAllLines(mappings)));
    } catch (IOException gone) {
      return OptionalLong.empty();
    }
  }

  /**
   * What is left on the heap when all garbage is collected, whichever collector does it. The
   * process stands still for it, and has a smaller heap afterwards.
   */
  public long liveBytes() {
    memory.gc();
    // As it was right after the collection, whatever was allocated since
    return pools.stream()
        .map(MemoryPoolMXBean::getCollectionUsage)
        .filter(Objects::nonNull)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
