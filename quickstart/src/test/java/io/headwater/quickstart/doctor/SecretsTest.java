package io.headwater.quickstart.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.quickstart.cli.SettingsBinder;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsTest {

  private final Secrets secrets =
      Secrets.of(
          SettingsBinder.bind(
              DoctorSettings.class,
              List.of(
                  "--headwater.kafka.profile=event-hubs",
                  "--headwater.kafka.event-hubs.connection-string="
                      + "Endpoint=sb://plant.servicebus.windows.net/;SharedAccessKeyName=ops;SharedAccessKey=s3cr3t+key=",
                  "--headwater.kafka.properties.ssl.keystore.password=hunter2",
                  "--headwater.kafka.properties.ssl.truststore.location=/etc/trust.jks",
                  "--headwater.delta.hadoop.fs.azure.account.key.plant=YWNjb3VudA==",
                  "--headwater.delivery.webhooks[0].name=ops",
                  "--headwater.delivery.webhooks[0].url=https://logic.example/workflows/abcdef?sig=s1gn4ture",
                  "--headwater.delivery.webhooks[0].hmac-secret=hmac-s3cret")));

  @Test
  void shouldMaskEverySecretOfTheSettings() {
    assertThat(
            secrets.apply(
                "s3cr3t+key= hunter2 YWNjb3VudA== https://logic.example/workflows/abcdef?sig=s1gn4ture"
                    + " /workflows/abcdef sig=s1gn4ture hmac-s3cret"))
        .isEqualTo("*** *** *** *** *** *** ***");
    assertThat(
            secrets.apply(
                "as Endpoint=sb://plant.servicebus.windows.net/;SharedAccessKeyName=ops;SharedAccessKey=s3cr3t+key="))
        .isEqualTo("as ***");
  }

  @Test
  void shouldLeaveWhatIsNone() {
    String plain = "plant.servicebus.windows.net:9093 /etc/trust.jks ops logic.example";

    assertThat(secrets.apply(plain)).isEqualTo(plain);
  }
}
