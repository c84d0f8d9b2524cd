package io.headwater.streams.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.settings.Secret;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a request, so that its receiver knows who sent it and when: HMAC-SHA256 (RFC 2104) of the
 * timestamp's digits, a dot and the body.
 */
final class Signature {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  Signature(Secret secret) {
    this.key = new SecretKeySpec(secret.reveal().getBytes(UTF_8), ALGORITHM);
  }

  /** The header's value: {@code sha256=} and 64 hexadecimal digits. */
  String of(long epochSeconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((epochSeconds + ".").getBytes(UTF_8));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }
}
