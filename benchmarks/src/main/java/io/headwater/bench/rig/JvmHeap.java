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
import java.util.List;
import java.util.Objects;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * The heap of another JVM on this machine, asked of its own management interface; whoever asks must
 * run a JDK. For use by one thread.
 */
public final class JvmHeap implements AutoCloseable {

  private final JMXConnector connector;
  private final MemoryMXBean memory;
  private final List<MemoryPoolMXBean> pools;

  private JvmHeap(JMXConnector connector, MemoryMXBean memory, List<MemoryPoolMXBean> pools) {
    this.connector = connector;
    this.memory = memory;
    this.pools = pools;
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
          connector,
          ManagementFactory.newPlatformMXBeanProxy(
              connection, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class),
          ManagementFactory.getPlatformMXBeans(connection, MemoryPoolMXBean.class).stream()
              .filter(pool -> pool.getType() == MemoryType.HEAP)
              .toList());
    } catch (AttachNotSupportedException | IOException e) {
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

  /** What the JVM has of the operating system for its heap. */
  public long committedBytes() {
    return memory.getHeapMemoryUsage().getCommitted();
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
