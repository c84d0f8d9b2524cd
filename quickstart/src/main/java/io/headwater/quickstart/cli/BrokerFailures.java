package io.headwater.quickstart.cli;

import io.headwater.model.settings.KafkaSettings;
import java.time.Duration;
import org.apache.kafka.common.errors.TimeoutException;

/** Why a broker can't be used, in a sentence for whoever runs a command. */
public final class BrokerFailures {

  private BrokerFailures() {}

  /**
   * The sentence, with what to do.
   *
   * @param why what the client threw
   * @param patience how long it was waited for
   */
  public static String sentence(KafkaSettings kafka, Exception why, Duration patience) {
    if (why instanceof TimeoutException) {
      return "No broker answered at %s within %d s: start one (./headwater broker), or say where it is with --bootstrap-servers HOST:PORT."
          .formatted(kafka.bootstrapServers(), patience.toSeconds());
    }
    Throwable root = why.getCause() == null ? why : why.getCause();
    return "The broker at %s can't be used: %s. Check headwater.kafka.*."
        .formatted(kafka.bootstrapServers(), root.getMessage());
  }
}
