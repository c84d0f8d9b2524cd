package io.headwater.streams;

import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.delivery.DeliveryConfiguration;
import io.headwater.streams.runtime.StreamsRuntimeConfiguration;
import io.headwater.streams.time.PartitionProgress;
import io.headwater.streams.topics.TopicPlan;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import org.apache.kafka.streams.Topology;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.convert.converter.Converter;

/** The app, put together. Nothing is scanned for: another app may be on the same class path. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(StreamsSettings.class)
@Import({StreamsRuntimeConfiguration.class, DeliveryConfiguration.class})
class StreamsConfiguration {

  @Bean
  Topology topology(StreamsSettings settings, PartitionProgress progress, MeterRegistry registry) {
    return SensorTopology.build(settings, progress, registry);
  }

  @Bean
  TopicPlan topicPlan(StreamsSettings settings) {
    return new TopicPlan(settings, new TopologyTopics());
  }

  /** Without it, a path that is also the name of something on the class path would mean that. */
  @Bean
  @ConfigurationPropertiesBinding
  static Converter<String, Path> pathConverter() {
    return new PathConverter();
  }

  /** A class, because Spring reads the types off it. */
  static final class PathConverter implements Converter<String, Path> {
    @Override
    public Path convert(String text) {
      return Path.of(text);
    }
  }
}
