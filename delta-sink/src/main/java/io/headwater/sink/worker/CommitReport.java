package io.headwater.sink.worker;

import java.time.Duration;
import java.time.Instant;

/**
 * A commit that landed.
 *
 * @param version of the table
 * @param bytes of the files it added
 * @param took from the first byte of the first file to the end of the commit
 */
public record CommitReport(
    Instant at, long version, long rows, int files, long bytes, Duration took) {}
