package io.headwater.quickstart.demo;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.TopicSettings;
import io.headwater.quickstart.broker.EmbeddedBroker;
import io.headwater.quickstart.cli.CommandFailure;
import io.headwater.quickstart.simulate.Simulator;
import io.headwater.quickstart.simulate.SimulatorOptions;
import io.headwater.sink.audit.AuditReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The demo from start to end: start everything, tell what goes on while the plant sends, let
 * everything come to its end, audit. Used once, by one thread; the plant sends on another.
 */
final class Demo {

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final DemoOptions options;
  private final PrintWriter out;
  private final LiveLine live;

  Demo(DemoOptions options, PrintWriter out) {
    this.options = options;
    this.out = out;
    this.live = new LiveLine(out, InstantSource.system(), LiveLine.Terminal.ofThisProcess());
  }

  /**
   * Runs the demo.
   *
   * @return the exit code: 0 if the audit holds
   * @throws CommandFailure when something does not start, or dies on the way
   */
  int run() {
    try (Interruption interruption = Interruption.listen()) {
      int code = 1;
      try {
        code = runUntilAudited(interruption);
      } finally {
        interruption.finish(code);
      }
      return code;
    }
  }

  private int runUntilAudited(Interruption interruption) {
    say("Starting broker, stream and sink in %s …".formatted(options.dir()));
    try (EmbeddedBroker broker = EmbeddedBroker.start(options.brokerDir(), 0);
        DemoApps apps = DemoApps.start(options, broker.bootstrapServers());
        LatencyProbe latency =
            new LatencyProbe(
                broker.bootstrapServers(),
                TopicSettings.defaults().enriched(),
                InstantSource.system())) {
      awaitReady(apps, interruption);
      greet(apps, broker);
      Ticker ticker = new Ticker(apps, latency, InstantSource.system());
      send(broker.bootstrapServers(), apps, ticker, interruption);
      drain(apps, ticker, interruption);
      live.end();
      say("Auditing: every table against its topic, offset by offset …");
      AuditReport report = apps.stopAndAudit();
      finish(report, latency);
      return SummaryLine.holds(report) ? 0 : 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("The demo was interrupted before its end.", e);
    }
  }

  /** Otherwise the first latencies would tell of the start only. */
  private static void awaitReady(DemoApps apps, Interruption interruption)
      throws InterruptedException {
    while (!apps.isReady() && !interruption.isRequested()) {
      apps.requireAlive();
      interruption.pause(LOOK);
    }
  }

  private void greet(DemoApps apps, EmbeddedBroker broker) {
    say("  Kafka     " + broker.bootstrapServers());
    say("  stream    " + apps.streamUrl() + "/actuator/health  /prometheus  /streamprogress");
    say("  sink      " + apps.sinkUrl() + "/actuator/health  /prometheus  /sinkprogress");
    say("  tables    " + options.tablesDir());
    say("  log       " + options.logFile());
    say(
        "%,d sensors send %,d events/s%s. Ctrl-C ends the demo in good order."
            .formatted(
                options.sensors(),
                options.rate(),
                options.duration().map(time -> " for " + time.toSeconds() + " s").orElse("")));
  }

  private void send(
      String bootstrapServers, DemoApps apps, Ticker ticker, Interruption interruption)
      throws InterruptedException {
    SimulatorOptions plant =
        SimulatorOptions.defaults()
            .withRate(options.rate())
            .withSensors(options.sensors())
            .withSeed(options.seed())
            .withReference(SimulatorOptions.Reference.SEND);
    if (options.duration().isPresent()) {
      plant = plant.lasting(options.duration().get());
    }
    Simulator simulator =
        Simulator.of(
            new KafkaSettings(bootstrapServers, null, null, null, null),
            TopicSettings.defaults(),
            plant);
    CompletableFuture<Void> sending = CompletableFuture.runAsync(simulator::run);
    while (!sending.isDone() && !interruption.await(TICK)) {
      apps.requireAlive();
      live.show("running", ticker.tick());
    }
    simulator.stop();
    try {
      sending.join();
    } catch (CompletionException e) {
      live.end();
      throw e.getCause() instanceof CommandFailure failure
          ? failure
          : new CommandFailure("The simulated plant failed: " + e.getCause(), e);
    }
  }

  /** Waits until everything that was sent is in the tables, and its one-minute windows too. */
  private void drain(DemoApps apps, Ticker ticker, Interruption interruption)
      throws InterruptedException {
    if (interruption.isRequested()) {
      live.end();
    }
    InstantSource clock = InstantSource.system();
    Drain drain = new Drain(apps, clock.instant(), clock);
    for (Drain.Phase phase = drain.next(); phase != Drain.Phase.DONE; phase = drain.next()) {
      apps.requireAlive();
      live.show(phase.text(), ticker.tick());
      interruption.pause(TICK);
    }
  }

  private void finish(AuditReport report, LatencyProbe latency) {
    say(report.toText());
    say(
        "Event to committed result, start included: p50 %d ms, p99 %d ms, max %d ms"
            .formatted(
                latency.total().getValueAtPercentile(50),
                latency.total().getValueAtPercentile(99),
                latency.total().getMaxValue()));
    say(SummaryLine.of(report));
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
