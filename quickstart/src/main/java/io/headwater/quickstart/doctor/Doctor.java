package io.headwater.quickstart.doctor;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Examined;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Level;
import io.headwater.quickstart.doctor.check.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes checks, one after the other. Each has a limit, and all together have one; a check is
 * skipped when one that it needs failed, so that one cause is one failure.
 */
final class Doctor {

  private final Duration total;
  private final InstantSource clock;

  /**
   * @param total how long all checks may take together
   */
  Doctor(Duration total, InstantSource clock) {
    this.total = total;
    this.clock = clock;
  }

  /** Makes the checks in their order, each after those that it needs. */
  List<Examined> examine(List<Check> checks) {
    // A check that heeds no interruption must not keep the process
    ExecutorService threads = Executors.newCachedThreadPool(Doctor::daemon);
    Instant end = clock.instant().plus(total);
    Map<String, Level> levels = new HashMap<>();
    List<Examined> results = new ArrayList<>();
    try {
      for (Check check : checks) {
        Instant begin = clock.instant();
        List<Finding> findings = findings(check, levels, Duration.between(begin, end), threads);
        Examined result =
            new Examined(check.name(), findings, Duration.between(begin, clock.instant()));
        levels.put(check.name(), result.worst());
        results.add(result);
      }
    } finally {
      threads.shutdownNow();
    }
    return results;
  }

  private List<Finding> findings(
      Check check, Map<String, Level> levels, Duration left, ExecutorService threads) {
    Optional<String> missing =
        check.needs().stream().filter(need -> isNoGround(levels.get(need))).findFirst();
    if (missing.isPresent()) {
      return List.of(Finding.skipped("not looked at, because of " + missing.get()));
    }
    if (left.isNegative() || left.isZero()) {
      return List.of(
          Finding.fail(
              "not looked at: the %d s for all checks were over".formatted(total.toSeconds()),
              "see what took so long above; --timeout gives more time"));
    }
    Duration limit = check.limit().compareTo(left) < 0 ? check.limit() : left;
    return look(check, limit, threads);
  }

  /** A check that was never made is no ground either. */
  private static boolean isNoGround(Level level) {
    return level == null || level == Level.FAIL || level == Level.SKIPPED;
  }

  private static List<Finding> look(Check check, Duration limit, ExecutorService threads) {
    Future<List<Finding>> looking = threads.submit(check::look);
    try {
      return looking.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      looking.cancel(true);
      return List.of(
          Finding.fail(
              "no answer within %d s".formatted(Math.max(1, limit.toSeconds())),
              "whatever it asked is too slow or hangs: look at its log, and at what lies between"));
    } catch (ExecutionException e) {
      return List.of(
          Finding.fail(
              "cannot be told: " + Reason.of(e), "the cause is what is said before this line"));
    } catch (InterruptedException e) {
      looking.cancel(true);
      Thread.currentThread().interrupt();
      return List.of(Finding.skipped("interrupted"));
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "doctor");
    thread.setDaemon(true);
    return thread;
  }
}
