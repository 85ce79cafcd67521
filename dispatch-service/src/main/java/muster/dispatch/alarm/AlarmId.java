package muster.dispatch.alarm;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import muster.contracts.dispatch.AlarmCondition;

/**
 * What tells an alarm from all others: the same cause that comes back is another alarm. On the wire
 * the parts are joined by colons.
 *
 * @param subject what the condition is about, 1 to 200 of {@code A-Z a-z 0-9 . _ -}
 * @param first the first event that it comes from
 */
public record AlarmId(AlarmCondition condition, String subject, UUID first) {
  public static final String FORM =
      "must be a condition, its subject and the first event's id, joined by colons";

  private static final Pattern PARTS =
      Pattern.compile("([A-Z_]{1,40}):([A-Za-z0-9._-]{1,200}):([0-9a-fA-F-]{36})");

  /**
   * Reads what {@link #text} gives.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static AlarmId of(String text) {
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(FORM);
    }
    return new AlarmId(
        AlarmCondition.valueOf(parts.group(1)), parts.group(2), UUID.fromString(parts.group(3)));
  }

  public String text() {
    return condition.name() + ':' + subject + ':' + first;
  }
}
