package io.headwater.sink.maintain;

/**
 * A data file that lies in a table's folder, whether or not the table refers to it.
 *
 * @param path from the table's folder, as the file system has it (not encoded)
 * @param modifiedMillis by its storage's clock, since the epoch
 */
public record StoredFile(String path, long sizeBytes, long modifiedMillis) {}
