package muster.volunteer.people.postgres;

import muster.preflight.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

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

  /** Before anything else is started. */
  public static void check(Environment environment) {
    var _ = Binder.get(environment).bindOrCreate("volunteer.phone", PhoneSettings.class).keyBytes();
  }

  /**
   * @throws muster.preflight.StartRefused naming the setting that is missing or wrong
   */
  public byte[] keyBytes() {
    return Secret.get("MUSTER_PHONE_KEY", key, keyFile).key(KEY_BYTES);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "PhoneSettings[keyFile=" + keyFile + "]";
  }
}
