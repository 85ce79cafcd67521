package muster.dispatch.alert;

import java.util.UUID;

/**
 * What a deadline is called among the timers of all alerts.
 *
 * @param key of the deadline within its alert
 */
public record DeadlineName(UUID alertId, String key) {
  /** The name of the task that all these timers are for, but those of looks. */
  public static final String TASK = "alert-deadline";

  /** Of those by which alerts look again, which have to be found without all the others. */
  public static final String LOOKS = "alert-look";

  private static final char SEPARATOR = '/';

  /**
   * Reads what {@link #text} gave.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static DeadlineName of(String text) {
    int separator = text.indexOf(SEPARATOR);
    if (separator < 0) {
      throw new IllegalArgumentException("no name of a deadline: " + text);
    }
    return new DeadlineName(
        UUID.fromString(text.substring(0, separator)), text.substring(separator + 1));
  }

  public String text() {
    return alertId.toString() + SEPARATOR + key;
  }
}
