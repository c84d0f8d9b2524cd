package io.headwater.sink.worker;

import io.headwater.sink.delta.IncompatibleTable;
import java.io.Serial;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * A consumer gave up in a way that it does not get over by itself: an assignor that stumbles over a
 * topic that changed, an answer of the group's coordinator that it does not understand. Another
 * consumer begins where the table is, so nothing is lost by taking one.
 */
final class ConsumerFailed extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private ConsumerFailed(KafkaException cause) {
    super(cause.getMessage(), cause);
  }

  /** What Kafka threw. */
  KafkaException failure() {
    return (KafkaException) getCause();
  }

  /**
   * What {@code poll} returns.
   *
   * @throws ConsumerFailed when it throws what no later poll gets over; what is known to pass, or
   *     to be about offsets, is thrown as it is, and so is what our own callbacks threw
   */
  static <T> T told(Supplier<T> poll) {
    try {
      return poll.get();
    } catch (RetriableException
        | InvalidOffsetException
        | AuthenticationException
        | AuthorizationException known) {
      throw known;
    } catch (KafkaException e) {
      // Kafka wraps what a callback throws
      if (e.getCause() instanceof TableStopped || e.getCause() instanceof IncompatibleTable) {
        throw (RuntimeException) e.getCause();
      }
      throw new ConsumerFailed(e);
    } catch (IllegalStateException assignor) {
      throw new ConsumerFailed(new KafkaException(assignor));
    }
  }
}
