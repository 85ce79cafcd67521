package muster.apiedge.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import org.junit.jupiter.api.Test;

class VerifiedSignaturesTest {
  private final VerifiedSignatures verified = new VerifiedSignatures();
  private final PublicKey key = key();

  private static PublicKey key() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aTokenIsKnownWithItsKeyAlone() {
    verified.add("a.b.c", key);
    assertThat(verified.contains("a.b.c", key)).isTrue();
    assertThat(verified.contains("a.b.d", key)).isFalse();
    assertThat(verified.contains("a.b.c", key())).isFalse();
  }

  @Test
  void theOneThatWasNotAskedForLongestIsForgotten() {
    for (int i = 0; i < VerifiedSignatures.KEPT; i++) {
      verified.add("token " + i, key);
    }
    assertThat(verified.contains("token 0", key)).isTrue();
    verified.add("one more", key);
    assertThat(verified.contains("token 0", key)).isTrue();
    assertThat(verified.contains("token 1", key)).isFalse();
    assertThat(verified.contains("token 2", key)).isTrue();
  }
}
