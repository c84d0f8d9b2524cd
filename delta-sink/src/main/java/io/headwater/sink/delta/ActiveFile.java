package io.headwater.sink.delta;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data file of a table at one version.
 *
 * @param path as the log has it: URL-encoded, relative to the table's folder (or absolute, when
 *     another tool added the file)
 * @param partitionValues by partition column, as text; a null value is {@code null}
 * @param stats Delta's statistics as JSON text; null when the writer left none
 */
public record ActiveFile(
    String path,
    Map<String, @Nullable String> partitionValues,
    long sizeBytes,
    @Nullable String stats) {}
