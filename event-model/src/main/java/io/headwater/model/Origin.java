package io.headwater.model;

/**
 * Where an input record stood: the coordinates that make every output row traceable to one input
 * record.
 *
 * @param topic the input topic
 * @param partition the input partition
 * @param offset the record's offset in that partition
 */
public record Origin(String topic, int partition, long offset) {}
