package io.headwater.bench.idle;

import io.headwater.bench.report.Machine;
import io.headwater.bench.rig.ChildJvm;
import io.headwater.bench.rig.Waiting;
import io.headwater.bench.rig.Workbench;
import io.headwater.quickstart.Quickstart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Lets the demo run, and looks at its process from outside. */
final class Idle {

  /** As in the script {@code headwater}. */
  private static final String HEAP = "1g";

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What the demo tells once everything is up. */
  private static final String READY = "Ctrl-C ends the demo";

  /** How its lines begin as long as the plant sends; there is a new one every ten seconds. */
  private static final String STATUS = "running ";

  private final IdleOptions options;
  private final Path dir;
  private final Consumer<String> news;

  /**
   * @param dir where it may make a directory of its own
   * @param news is told what happens, a line at a time
   */
  Idle(IdleOptions options, Path dir, Consumer<String> news) {
    this.options = options;
    this.dir = dir;
    this.news = news;
  }

  IdleReport run() {
    Machine machine = Machine.here();
    List<IdleRun> runs = new ArrayList<>();
    for (int number = 1; number <= options.runs(); number++) {
      IdleRun run = watch();
      runs.add(run);
      news.accept(
          "Run %d of %d: %.1f %% of one core".formatted(number, options.runs(), run.cores() * 100));
    }
    return new IdleReport(machine, options, runs);
  }

  private IdleRun watch() {
    try (Workbench workbench = Workbench.in(dir)) {
      ChildJvm demo = start(workbench);
      await(demo, "was not ready", () -> demo.output().contains(READY));
      news.accept(
          "%,d events/s for %d s, after a warm-up of %d s …"
              .formatted(
                  options.rate(), options.measured().toSeconds(), options.warmUp().toSeconds()));
      let(demo, options.warmUp());
      long begin = System.nanoTime();
      Duration before = demo.cpu();
      let(demo, options.measured());
      double elapsed = System.nanoTime() - begin;
      double cores = demo.cpu().minus(before).toNanos() / elapsed;
      await(demo, "told nothing of what it does", () -> status(demo).isPresent());
      IdleRun run =
          new IdleRun(
              cores, demo.residentBytes(), demo.peakResidentBytes(), status(demo).orElseThrow());
      // Its end would finish what is under way and audit the tables: minutes that nobody asked for
      demo.kill();
      return run;
    }
  }

  private ChildJvm start(Workbench workbench) {
    return workbench.start(
        "demo",
        Quickstart.class,
        HEAP,
        List.of(
            "demo",
            "--rate=" + options.rate(),
            "--sensors=" + options.sensors(),
            "--dir=" + workbench.directory().resolve("demo"),
            "--port=0"));
  }

  /** Lets it run for a time. */
  private static void let(ChildJvm demo, Duration time) {
    Waiting.Deadline end = Waiting.deadline(time);
    while (!end.hasPassed()) {
      demo.requireAlive();
      Waiting.pause(LOOK);
    }
  }

  private static Optional<String> status(ChildJvm demo) {
    return demo.output()
        .lines()
        .filter(line -> line.startsWith(STATUS))
        .reduce((earlier, later) -> later);
  }

  private static void await(ChildJvm demo, String otherwise, BooleanSupplier condition) {
    Waiting.Deadline deadline = Waiting.deadline(PATIENCE);
    while (!condition.getAsBoolean()) {
      demo.requireAlive();
      if (deadline.hasPassed()) {
        throw demo.failure(otherwise + " within " + PATIENCE.toSeconds() + " s");
      }
      Waiting.pause(LOOK);
    }
  }
}
