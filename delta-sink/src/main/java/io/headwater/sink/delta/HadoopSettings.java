package io.headwater.sink.delta;

import io.headwater.sink.config.DeltaSettings;
import org.apache.hadoop.conf.Configuration;

/** Hadoop's configuration as Headwater needs it, with the user's own settings over it. */
final class HadoopSettings {

  private HadoopSettings() {}

  static Configuration configuration(DeltaSettings settings) {
    Configuration hadoop = new Configuration();
    // Hadoop's own shutdown hook would close file systems under a sink that is still draining.
    hadoop.setBoolean("fs.automatic.close", false);
    hadoop.set("delta.logStore.file.impl", LinkLogStore.class.getName());
    AzureHadoopSettings.forASink().forEach(hadoop::set);
    settings
        .azureLocation()
        .map(AzureHadoopSettings::signingInAt)
        .ifPresent(signIn -> signIn.forEach(hadoop::set));
    settings.hadoop().forEach(hadoop::set);
    return hadoop;
  }
}
