package muster.preflight;

/**
 * Why a service does not start.
 *
 * @param setting by the name under which it is set, such as MUSTER_KAFKA
 * @param words never holds a secret
 */
public record Refusal(String setting, Words words) {
  static Refusal of(String setting, Phrase phrase, Object... arguments) {
    return new Refusal(setting, Words.of(phrase, arguments));
  }

  /** Of a setting that a service checks by itself. */
  public static Refusal invalid(String setting, String reason) {
    return of(setting, Phrase.VALUE_INVALID, reason);
  }

  /** As {@link #invalid}, when the reason might repeat a secret. */
  public static Refusal invalidSecret(String setting) {
    return of(setting, Phrase.SECRET_VALUE_INVALID);
  }
}
