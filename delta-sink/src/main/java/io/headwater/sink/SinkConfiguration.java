package io.headwater.sink;

import io.headwater.sink.config.SinkSettings;
import io.headwater.sink.runtime.SinkRuntimeConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/** The app, put together. Nothing is scanned for: another app may be on the same class path. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(SinkSettings.class)
@Import(SinkRuntimeConfiguration.class)
class SinkConfiguration {}
