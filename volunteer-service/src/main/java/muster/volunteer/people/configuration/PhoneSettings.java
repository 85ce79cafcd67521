package muster.volunteer.people.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the key of the phone numbers comes from: the setting itself or a secret's file. There is no
 * default, because a well-known key is none.
 *
 * @param key 32 bytes in Base64
 * @param keyFile a file that holds the same
 */
@ConfigurationProperties("volunteer.phone")
public record PhoneSettings(@DefaultValue("") String key, @DefaultValue("") String keyFile) {
  private static final int KEY_BYTES = 32;

  public PhoneSettings {
    if (key.isBlank() == keyFile.isBlank()) {
      throw new IllegalArgumentException(
          "Set either MUSTER_PHONE_KEY (32 random bytes in Base64, such as from"
              + " 'openssl rand -base64 32') or MUSTER_PHONE_KEY_FILE (a file that holds them);"
              + " phone numbers are encrypted with it");
    }
  }

  public byte[] keyBytes() {
    String source = key.isBlank() ? "the file of MUSTER_PHONE_KEY_FILE" : "MUSTER_PHONE_KEY";
    try {
      String encoded = key.isBlank() ? Files.readString(Path.of(keyFile)) : key;
      byte[] bytes = Base64.getDecoder().decode(encoded.strip());
      if (bytes.length != KEY_BYTES) {
        throw new IllegalArgumentException(
            "%s holds %d bytes instead of %d".formatted(source, bytes.length, KEY_BYTES));
      }
      return bytes;
    } catch (IOException e) {
      throw new IllegalArgumentException(source + " could not be read", e);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "PhoneSettings[keyFile=" + keyFile + "]";
  }
}
