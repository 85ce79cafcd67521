package muster.apiedge.token;

import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tokens whose signature was found to be good, with the key that it is of, the latest {@value
 * #KEPT}. It says nothing of what they claim, nor whether the key is still one of the issuer's:
 * both are looked at each time.
 */
final class VerifiedSignatures {
  static final int KEPT = 4_000;

  private final Map<String, PublicKey> keys =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PublicKey> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * @param token the whole of it: another signature is another token
   */
  synchronized boolean contains(String token, PublicKey key) {
    return key.equals(keys.get(token));
  }

  synchronized void add(String token, PublicKey key) {
    keys.put(token, key);
  }
}
