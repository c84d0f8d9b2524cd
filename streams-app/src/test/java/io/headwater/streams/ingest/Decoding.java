package io.headwater.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.SensorEvent;
import io.headwater.streams.ingest.Decoded.Accepted;
import io.headwater.streams.ingest.Decoded.Rejected;
import org.jspecify.annotations.Nullable;

/** What the decoder makes of a payload, where a test knows which of the two it is. */
final class Decoding {

  private Decoding() {}

  static SensorEvent accepted(byte[] payload) {
    Decoded decoded = new EventDecoder().decode(payload);
    assertThat(decoded).isInstanceOf(Accepted.class);
    return ((Accepted) decoded).event();
  }

  static Rejected rejected(byte @Nullable [] payload) {
    Decoded decoded = new EventDecoder().decode(payload);
    assertThat(decoded).isInstanceOf(Rejected.class);
    return (Rejected) decoded;
  }
}
