package io.headwater.quickstart.doctor.broker;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.net.Endpoint;
import java.util.List;

/** Whether the profile is that of the broker, as far as its name tells. */
final class ProfileCheck implements Check {

  private static final List<String> EVENT_HUBS =
      List.of(
          ".servicebus.windows.net",
          ".servicebus.chinacloudapi.cn",
          ".servicebus.usgovcloudapi.net");
  private static final int EVENT_HUBS_PORT = 9093;

  private final KafkaSettings kafka;
  private final List<Endpoint> endpoints;

  ProfileCheck(KafkaSettings kafka, List<Endpoint> endpoints) {
    this.kafka = kafka;
    this.endpoints = endpoints;
  }

  @Override
  public String name() {
    return "profile";
  }

  @Override
  public List<Finding> look() {
    boolean isNamedSo =
        endpoints.stream().anyMatch(each -> EVENT_HUBS.stream().anyMatch(each.host()::endsWith));
    if (isNamedSo && kafka.profile() != Profile.EVENT_HUBS) {
      return List.of(
          Finding.fail(
              "the broker is Azure Event Hubs by its name, and the profile is kafka",
              "set headwater.kafka.profile=event-hubs"));
    }
    if (isNamedSo && endpoints.stream().anyMatch(each -> each.port() != EVENT_HUBS_PORT)) {
      return List.of(
          Finding.fail(
              "Event Hubs speaks Kafka's protocol on port 9093 only, and another one is set",
              "write NAMESPACE.servicebus.windows.net:9093"));
    }
    return List.of(
        Finding.ok(
            "the profile is " + (kafka.profile() == Profile.EVENT_HUBS ? "event-hubs" : "kafka")));
  }
}
