package muster.preflight;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A secret from a setting or from the file that the setting with {@code _FILE} at its end names.
 * Both at once are refused: one of the two is out of date, and nobody would see which.
 *
 * @param setting where it comes from: the one or the other
 */
public record Secret(String setting, String value) {
  /** Far more than any password or key; a file beyond it is another file. */
  static final int FILE_LIMIT_BYTES = 16 * 1024;

  private static final String FILE = "_FILE";

  /**
   * Empty when neither is set.
   *
   * @throws StartRefused naming the setting
   */
  public static Optional<Secret> find(
      String setting, @Nullable String value, @Nullable String file) {
    Optional<Secret> direct =
        Optional.ofNullable(value)
            .filter(given -> !given.isBlank())
            .map(given -> new Secret(setting, given));
    if (file == null || file.isBlank()) {
      return direct;
    }
    if (direct.isPresent()) {
      throw new StartRefused(
          Refusal.of(setting + FILE, MessageKey.SECRET_GIVEN_TWICE, setting, setting + FILE));
    }
    return Optional.of(new Secret(setting + FILE, read(setting + FILE, file.strip())));
  }

  /**
   * @throws StartRefused naming the setting
   */
  public static Secret get(String setting, @Nullable String value, @Nullable String file) {
    return find(setting, value, file)
        .orElseThrow(
            () ->
                new StartRefused(
                    Refusal.of(setting, MessageKey.SECRET_MISSING, setting, setting + FILE)));
  }

  /**
   * As a key in Base64.
   *
   * @throws StartRefused when it is not one of that size
   */
  public byte[] key(int bytes) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(value.strip());
    } catch (IllegalArgumentException e) {
      throw new StartRefused(
          Refusal.of(setting, MessageKey.KEY_NOT_BASE64, Integer.toString(bytes)));
    }
    if (key.length != bytes) {
      throw new StartRefused(
          Refusal.of(
              setting,
              MessageKey.KEY_OF_WRONG_SIZE,
              Integer.toString(key.length),
              Integer.toString(bytes)));
    }
    return key;
  }

  private static String read(String setting, String file) {
    byte[] bytes;
    try {
      Path path = Path.of(file);
      if (!Files.exists(path)) {
        throw refused(setting, MessageKey.SECRET_FILE_ABSENT, file);
      }
      try (InputStream in = Files.newInputStream(path)) {
        bytes = in.readNBytes(FILE_LIMIT_BYTES + 1);
      }
    } catch (IOException | InvalidPathException e) {
      throw refused(setting, MessageKey.SECRET_FILE_UNREADABLE, file);
    }
    if (bytes.length > FILE_LIMIT_BYTES) {
      throw refused(
          setting, MessageKey.SECRET_FILE_TOO_LARGE, file, Integer.toString(FILE_LIMIT_BYTES));
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw refused(setting, MessageKey.SECRET_FILE_UNREADABLE, file);
    }
    // Editors and echo end a file with a line break; other blanks may belong to the secret.
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    if (text.substring(0, end).isBlank()) {
      throw refused(setting, MessageKey.SECRET_FILE_EMPTY, file);
    }
    return text.substring(0, end);
  }

  private static StartRefused refused(String setting, MessageKey key, Object... arguments) {
    return new StartRefused(Refusal.of(setting, key, arguments));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Secret[" + setting + "]";
  }
}
