package muster.volunteer.people.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import muster.preflight.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhoneCipherTest {
  private static final String PHONE = "+8610012345678";

  private final PhoneCipher cipher = new PhoneCipher(new byte[32]);

  @Test
  void whatIsEncryptedForAVolunteerIsDecryptedForThatVolunteerAlone() {
    byte[] stored = cipher.encrypt("v-1", PHONE);

    assertThat(cipher.decrypt("v-1", stored)).isEqualTo(PHONE);
    assertThatIllegalStateException().isThrownBy(() -> cipher.decrypt("v-2", stored));
  }

  @Test
  void theSameNumberNeverLooksTheSame() {
    assertThat(cipher.encrypt("v-1", PHONE)).isNotEqualTo(cipher.encrypt("v-1", PHONE));
  }

  @Test
  void whatWasChangedOrCutOffIsNotBelieved() {
    for (int i = 0; i < cipher.encrypt("v-1", PHONE).length; i++) {
      byte[] stored = cipher.encrypt("v-1", PHONE);
      stored[i] ^= 1;
      assertThatIllegalStateException().isThrownBy(() -> cipher.decrypt("v-1", stored));
    }
    assertThatIllegalStateException().isThrownBy(() -> cipher.decrypt("v-1", new byte[0]));
    assertThatIllegalStateException().isThrownBy(() -> cipher.decrypt("v-1", new byte[] {1, 2}));
  }

  @Test
  void anotherKeyDoesNotFit() {
    byte[] otherKey = new byte[32];
    otherKey[0] = 1;

    assertThatIllegalStateException()
        .isThrownBy(() -> new PhoneCipher(otherKey).decrypt("v-1", cipher.encrypt("v-1", PHONE)));
  }

  @Test
  void aMissingKeyIsSaidClearly() {
    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(() -> new PhoneSettings("", "").keyBytes())
        .withMessageContaining("MUSTER_PHONE_KEY")
        .withMessageContaining("MUSTER_PHONE_KEY_FILE");
    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(() -> new PhoneSettings("a", "b").keyBytes())
        .withMessageContaining("both set");
  }

  @Test
  void aKeyOfAnotherLengthIsRefused() {
    for (int length : new int[] {16, 31, 33}) {
      String key = Base64.getEncoder().encodeToString(new byte[length]);
      assertThatExceptionOfType(StartRefused.class)
          .isThrownBy(() -> new PhoneSettings(key, "").keyBytes())
          .withMessageContaining("MUSTER_PHONE_KEY: the key has %d bytes instead of 32", length)
          .withMessageContaining("openssl rand -base64 32");
    }
  }

  @Test
  void theKeyMayComeFromAFile(@TempDir Path folder) throws IOException {
    byte[] key = new byte[32];
    key[5] = 7;
    Path file =
        Files.writeString(folder.resolve("key"), Base64.getEncoder().encodeToString(key) + "\n");

    assertThat(new PhoneSettings("", file.toString()).keyBytes()).isEqualTo(key);
    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(() -> new PhoneSettings("", folder.resolve("none").toString()).keyBytes())
        .withMessageContaining("MUSTER_PHONE_KEY_FILE");
  }

  @Test
  void settingsDoNotPrintTheKey() {
    String key = Base64.getEncoder().encodeToString(new byte[32]);

    assertThat(new PhoneSettings(key, "").toString()).doesNotContain(key);
  }
}
