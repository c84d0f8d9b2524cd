package io.headwater.quickstart.source;

import java.util.Iterator;

/** Records in the order in which they are sent. For use by one thread. */
public interface RecordSource extends Iterator<SourceRecord> {}
