package io.headwater.sink;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassType;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.MethodExitEvent;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.MethodExitRequest;
import io.headwater.testkit.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Freezes another JVM at a {@link Step}, so that a test can kill it right there. That way it is the
 * program as its users run it that dies, and not one with hooks in it.
 */
final class Debugger implements AutoCloseable {

  private static final String OURS = "io.headwater.";

  private final int port = FreePorts.next();
  private @Nullable VirtualMachine vm;

  /** What a JVM must be started with to be at this debugger's mercy. */
  String jvmOption() {
    return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:"
        + port;
  }

  /**
   * Takes hold of the JVM. From then on somebody must {@linkplain #awaitFrozen wait} for what it
   * tells, or it is held up.
   */
  void attach() {
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(one -> one.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue(Integer.toString(port));
    try {
      vm = connector.attach(arguments);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalConnectorArgumentsException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Lets the JVM run until one of its threads comes to {@code step}; then all of them stand still.
   *
   * @throws IllegalStateException when the program has no such step
   */
  void freezeAt(Step step) {
    List<ReferenceType> types = loaded(step.type());
    long armed = types.stream().mapToLong(type -> arm(type, step)).sum();
    if (armed == 0) {
      throw new IllegalStateException("The program has no " + step + ": did it move?");
    }
  }

  /**
   * Waits until the JVM stands still.
   *
   * @throws IllegalStateException when it does not come to the step in that time
   */
  void awaitFrozen(Step step, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (System.nanoTime() < deadline) {
      EventSet events = attached().eventQueue().remove(1_000);
      if (events != null) {
        if (events.stream().anyMatch(event -> isAt(event, step))) {
          return;
        }
        events.resume();
      }
    }
    throw new IllegalStateException("The program did not come to " + step);
  }

  @Override
  public void close() {
    try {
      if (vm != null) {
        vm.dispose();
      }
    } catch (VMDisconnectedException dead) {
      // as it should be: it was killed
    }
  }

  private VirtualMachine attached() {
    if (vm == null) {
      throw new IllegalStateException("No JVM is attached");
    }
    return vm;
  }

  private List<ReferenceType> loaded(String name) {
    return name.startsWith(OURS)
        ? attached().allClasses().stream()
            .filter(type -> type.name().startsWith(OURS))
            .filter(type -> is(type, name))
            .toList()
        : attached().classesByName(name);
  }

  private static boolean is(ReferenceType type, String name) {
    return type.name().equals(name)
        || (type instanceof ClassType implementation
            && implementation.allInterfaces().stream().anyMatch(one -> one.name().equals(name)));
  }

  private long arm(ReferenceType type, Step step) {
    List<Method> methods =
        type.methodsByName(step.method()).stream()
            .filter(method -> !method.isAbstract() && !method.isBridge())
            .toList();
    if (step.at() == Step.At.EXIT && !methods.isEmpty()) {
      MethodExitRequest request = attached().eventRequestManager().createMethodExitRequest();
      request.addClassFilter(type);
      enable(request);
    } else {
      methods.forEach(
          method ->
              enable(attached().eventRequestManager().createBreakpointRequest(method.location())));
    }
    return methods.size();
  }

  private static void enable(EventRequest request) {
    request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
    request.enable();
  }

  private static boolean isAt(Event event, Step step) {
    return event instanceof BreakpointEvent
        || (event instanceof MethodExitEvent exit && exit.method().name().equals(step.method()));
  }
}
