package io.headwater.model.json;

/**
 * A topic's record as JSON text in UTF-8, and back. Codecs have no state and may be shared between
 * threads.
 *
 * <p>Readers ignore fields they do not know, so that a newer writer never breaks an older reader.
 *
 * @param <T> the record
 */
public interface JsonCodec<T> {

  /** The record as one JSON object, without line breaks. */
  byte[] encode(T record);

  /**
   * The record that {@code json} holds.
   *
   * @throws ContractViolation when it holds none: what is wrong, and in which field
   */
  T decode(byte[] json);
}
