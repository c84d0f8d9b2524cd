package io.headwater.streams.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;

/**
 * What to do about an exception that ended a stream thread. Trouble with the broker passes, and the
 * thread's work is replayed from the last commit; anything else would come again with the same
 * record, so the stream stops where it is: it never skips.
 */
final class FailurePolicy {

  /** What to do. */
  sealed interface Reaction {}

  /** Replace the thread: the broker was in trouble. */
  record Replace(String reason) implements Reaction {}

  /** Stop the stream, and say that sentence. */
  record Stop(String sentence) implements Reaction {}

  /** Kafka's retriable errors aside: a transaction that broke with its broker. */
  private static final Set<Class<? extends Exception>> PASSING =
      Set.of(
          InvalidPidMappingException.class,
          InvalidProducerEpochException.class,
          InvalidTxnStateException.class,
          OutOfOrderSequenceException.class,
          ProducerFencedException.class,
          TransactionAbortedException.class,
          TaskCorruptedException.class,
          TaskMigratedException.class,
          MissingSourceTopicException.class);

  private FailurePolicy() {}

  static Reaction reactTo(Throwable failure) {
    List<Throwable> causes = causes(failure);
    Optional<Throwable> denied =
        first(
            causes,
            cause ->
                cause instanceof AuthenticationException
                    || cause instanceof AuthorizationException);
    if (denied.isPresent()) {
      return new Stop(
          "Kafka has refused this app ("
              + message(denied.get())
              + "): check headwater.kafka and the rights of its user.");
    }
    Optional<Throwable> noLogin = first(causes, LoginException.class::isInstance);
    if (noLogin.isPresent()) {
      return new Stop("This app cannot sign in to Kafka: " + message(noLogin.get()) + ".");
    }
    Optional<Throwable> tooLarge = first(causes, RecordTooLargeException.class::isInstance);
    if (tooLarge.isPresent()) {
      return new Stop(
          "The stream has stopped, because a result is larger than its topic allows ("
              + message(tooLarge.get())
              + "): raise max.message.bytes of that topic and start again; nothing is lost.");
    }
    Optional<Throwable> passing =
        first(
            causes,
            cause -> cause instanceof RetriableException || PASSING.contains(cause.getClass()));
    if (passing.isPresent()) {
      return new Replace(message(passing.get()));
    }
    return new Stop(sentence(causes));
  }

  private static String sentence(List<Throwable> causes) {
    Throwable root = causes.get(causes.size() - 1);
    String place =
        causes.stream()
            .filter(StreamsException.class::isInstance)
            .map(FailurePolicy::message)
            .filter(message -> message.startsWith("Exception caught in process"))
            .findFirst()
            .map(message -> " at " + message.replaceFirst("^[^.]*\\. ", ""))
            .orElse("");
    return "The stream has stopped%s, because of %s: %s"
        .formatted(place, root.getClass().getSimpleName(), message(root));
  }

  /** The first line; Kafka Streams puts whole stack traces into messages. */
  private static String message(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.lines().findFirst().orElse("").replaceFirst(", stacktrace=.*", "");
  }

  private static Optional<Throwable> first(List<Throwable> causes, Predicate<Throwable> wanted) {
    return causes.stream().filter(wanted).findFirst();
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure; cause != null && !causes.contains(cause); ) {
      causes.add(cause);
      cause = cause.getCause();
    }
    return causes;
  }
}
