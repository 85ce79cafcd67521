package muster.volunteer.people.postgres;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What tells whether two numbers are the same without telling which: HMAC-SHA-256 under a key that
 * is made of the numbers' own. Without the key, trying out all numbers there are leads nowhere.
 */
final class PhoneDigest {
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE =
      "muster volunteer phone digest".getBytes(StandardCharsets.UTF_8);

  private final SecretKeySpec key;

  /**
   * @param phoneKey of the numbers' cipher, 32 bytes
   */
  PhoneDigest(byte[] phoneKey) {
    this.key = new SecretKeySpec(apply(new SecretKeySpec(phoneKey, ALGORITHM), PURPOSE), ALGORITHM);
  }

  /**
   * @param phone in E.164
   */
  byte[] of(String phone) {
    return apply(key, phone.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] apply(SecretKeySpec key, byte[] input) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("There is no " + ALGORITHM, e);
    }
  }
}
