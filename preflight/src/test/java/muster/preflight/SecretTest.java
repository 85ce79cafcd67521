package muster.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
  private static final String SETTING = "MUSTER_DB_PASSWORD";

  @TempDir private Path folder;

  private static void isRefused(ThrowingCallable read, String setting, MessageKey key) {
    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(read)
        .satisfies(
            refused -> {
              assertThat(refused.refusals()).hasSize(1);
              assertThat(refused.refusals().getFirst().setting()).isEqualTo(setting);
              assertThat(refused.refusals().getFirst().message().key()).isEqualTo(key);
              assertThat(refused).message().doesNotContain("geheim");
            });
  }

  private String file(String content) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "secret", ""), content).toString();
  }

  @Test
  void itComesFromTheSettingOrFromTheFile() throws IOException {
    assertThat(Secret.find(SETTING, "geheim", "")).contains(new Secret(SETTING, "geheim"));
    assertThat(Secret.find(SETTING, null, file("geheim")))
        .contains(new Secret(SETTING + "_FILE", "geheim"));
    assertThat(Secret.find(SETTING, " ", null)).isEmpty();
  }

  @Test
  void aLineBreakAtTheEndOfTheFileIsNotPartOfIt() throws IOException {
    assertThat(Secret.get(SETTING, "", file(" ge\nheim \r\n\n")).value()).isEqualTo(" ge\nheim ");
  }

  @Test
  void bothAtOnceAreRefused() throws IOException {
    String file = file("geheim");
    isRefused(
        () -> Secret.find(SETTING, "geheim too", file),
        SETTING + "_FILE",
        MessageKey.SECRET_GIVEN_TWICE);
  }

  @Test
  void neitherIsRefusedWhereOneIsNeeded() {
    isRefused(() -> Secret.get(SETTING, "", null), SETTING, MessageKey.SECRET_MISSING);
  }

  @Test
  void aFileThatDoesNotHoldASecretIsRefused() throws IOException {
    String setting = SETTING + "_FILE";
    String absent = folder.resolve("absent").toString();
    isRefused(() -> Secret.find(SETTING, "", absent), setting, MessageKey.SECRET_FILE_ABSENT);
    isRefused(
        () -> Secret.find(SETTING, "", folder.toString()),
        setting,
        MessageKey.SECRET_FILE_UNREADABLE);
    isRefused(() -> Secret.find(SETTING, "", "\0"), setting, MessageKey.SECRET_FILE_UNREADABLE);
    String binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 1}).toString();
    isRefused(() -> Secret.find(SETTING, "", binary), setting, MessageKey.SECRET_FILE_UNREADABLE);
    for (String blank : new String[] {"", "\n", " \n"}) {
      String empty = file(blank);
      isRefused(() -> Secret.find(SETTING, "", empty), setting, MessageKey.SECRET_FILE_EMPTY);
    }
  }

  @Test
  void aFileMayHoldAsMuchAsASecretCanBeLong() throws IOException {
    String longest = "x".repeat(Secret.FILE_LIMIT_BYTES);
    assertThat(Secret.get(SETTING, "", file(longest)).value()).isEqualTo(longest);
    String longer = file(longest + "x");
    isRefused(
        () -> Secret.get(SETTING, "", longer), SETTING + "_FILE", MessageKey.SECRET_FILE_TOO_LARGE);
  }

  @Test
  void aKeyIsBase64OfItsSize() {
    byte[] key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    String text = Base64.getEncoder().encodeToString(key);

    assertThat(new Secret(SETTING, " " + text + " ").key(32)).isEqualTo(key);
    isRefused(() -> new Secret(SETTING, text).key(31), SETTING, MessageKey.KEY_OF_WRONG_SIZE);
    isRefused(() -> new Secret(SETTING, text).key(33), SETTING, MessageKey.KEY_OF_WRONG_SIZE);
    isRefused(() -> new Secret(SETTING, "geheim!").key(32), SETTING, MessageKey.KEY_NOT_BASE64);
  }

  @Test
  void itDoesNotPrintItself() {
    assertThat(new Secret(SETTING, "geheim").toString()).doesNotContain("geheim");
  }
}
