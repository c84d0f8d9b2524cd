package io.headwater.streams.delivery;

import io.headwater.model.UndeliveredAlert;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where alerts are filed that were given up. */
@FunctionalInterface
interface UndeliveredAlerts {

  /**
   * Returns as soon as it is on its way; done, on any thread, when it is safe, and not before:
   * trouble on the way is the file's own.
   *
   * @param record in which the alert came
   */
  CompletionStage<Void> file(ConsumerRecord<byte[], byte[]> record, UndeliveredAlert undelivered);
}
