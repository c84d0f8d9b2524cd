package io.headwater.sink.delta;

import io.delta.storage.AzureLogStore;
import org.apache.hadoop.conf.Configuration;

/**
 * Delta's log on ADLS Gen2, safe for several processes: an entry is written under another name and
 * renamed, which Azure refuses in one step if the name is taken.
 */
public final class AbfsLogStore extends AzureLogStore {

  public AbfsLogStore(Configuration hadoop) {
    super(hadoop);
  }
}
