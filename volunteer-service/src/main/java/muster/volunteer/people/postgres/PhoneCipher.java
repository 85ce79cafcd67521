package muster.volunteer.people.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Phone numbers at rest: AES-256-GCM with a nonce of its own for each, bound to the volunteer's id
 * so that a number can't be moved to another row. A leading key number leaves room for a second
 * key.
 *
 * <p>With random 96-bit nonces one key is good for 2^32 numbers (NIST SP 800-38D).
 */
public final class PhoneCipher {
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final byte KEY_NUMBER = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** Key number and nonce: no two encrypted numbers begin alike. */
  static final int HEAD_BYTES = 1 + NONCE_BYTES;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param key 32 bytes
   */
  public PhoneCipher(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  public byte[] encrypt(String volunteerId, String phone) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed =
        apply(
            Cipher.ENCRYPT_MODE,
            volunteerId,
            nonce,
            ByteBuffer.wrap(phone.getBytes(StandardCharsets.UTF_8)));
    return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
        .put(KEY_NUMBER)
        .put(nonce)
        .put(sealed)
        .array();
  }

  /** The first {@link #HEAD_BYTES} of an encrypted number; fewer if it is cut off. */
  static byte[] head(byte[] stored) {
    return Arrays.copyOf(stored, Math.min(HEAD_BYTES, stored.length));
  }

  /**
   * @throws IllegalStateException if it was encrypted for another volunteer or with another key, or
   *     was tampered with
   */
  public String decrypt(String volunteerId, byte[] stored) {
    if (stored.length <= 1 + NONCE_BYTES || stored[0] != KEY_NUMBER) {
      throw new IllegalStateException("The phone number of " + volunteerId + " is unreadable");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    ByteBuffer buffer = ByteBuffer.wrap(stored, 1, stored.length - 1).get(nonce);
    return new String(
        apply(Cipher.DECRYPT_MODE, volunteerId, nonce, buffer), StandardCharsets.UTF_8);
  }

  private byte[] apply(int mode, String volunteerId, byte[] nonce, ByteBuffer input) {
    try {
      Cipher cipher = Cipher.getInstance(TRANSFORMATION);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(volunteerId.getBytes(StandardCharsets.UTF_8));
      byte[] output = new byte[cipher.getOutputSize(input.remaining())];
      cipher.doFinal(input, ByteBuffer.wrap(output));
      return output;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The phone number of " + volunteerId + " is unreadable", e);
    }
  }
}
