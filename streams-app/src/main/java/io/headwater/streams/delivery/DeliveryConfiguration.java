package io.headwater.streams.delivery;

import io.headwater.streams.config.StreamsSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What delivers alerts, put together; it has no part in the app's health. */
@Configuration(proxyBeanMethods = false)
public class DeliveryConfiguration {

  @Bean
  DeliveryLifecycle deliveryLifecycle(StreamsSettings settings, MeterRegistry registry) {
    return new DeliveryLifecycle(settings, registry, InstantSource.system());
  }
}
