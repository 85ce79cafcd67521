package muster.preflight;

/**
 * Why a service does not start.
 *
 * @param setting by the name under which it is set, such as MUSTER_KAFKA
 * @param message never holds a secret
 */
public record Refusal(String setting, StartMessage message) {
  static Refusal of(String setting, MessageKey key, Object... arguments) {
    return new Refusal(setting, StartMessage.of(key, arguments));
  }

  /** Of a setting that a service checks by itself. */
  public static Refusal invalid(String setting, String reason) {
    return of(setting, MessageKey.VALUE_INVALID, reason);
  }

  /** As {@link #invalid}, when the reason might repeat a secret. */
  public static Refusal invalidSecret(String setting) {
    return of(setting, MessageKey.SECRET_VALUE_INVALID);
  }
}
