package io.headwater.streams.alert;

import io.headwater.model.Alert;
import org.apache.kafka.common.serialization.Serializer;

/** How the topic between {@link AlertProcessor} and {@link StormProcessor} is written. */
public final class AlertMessages {

  private AlertMessages() {}

  /** Of the changes of alerts, whose key is the location. */
  public static Serializer<Alert> serializer() {
    return (topic, alert) -> AlertFormat.encode(alert);
  }
}
