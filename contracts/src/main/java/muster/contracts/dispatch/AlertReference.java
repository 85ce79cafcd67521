package muster.contracts.dispatch;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What an alert is called: by programs with its id, by people with the number that can be said on
 * the radio. Whatever takes one takes the other.
 */
public sealed interface AlertReference {
  int LOWEST_NUMBER = 10_000;
  int HIGHEST_NUMBER = 99_999_999;

  /** Goes on from a field's name. */
  String MESSAGE = "must be an alert's id, or its number of 5 to 8 digits";

  Pattern NUMBER = Pattern.compile("[1-9][0-9]{4,7}");

  record ById(UUID id) implements AlertReference {}

  /**
   * Numbers are given again after some ninety million: it means the newest alert of that number in
   * the jurisdiction of whoever says it.
   */
  record ByNumber(int number) implements AlertReference {}

  /**
   * Reads either form.
   *
   * @throws IllegalArgumentException for anything else
   */
  static AlertReference of(String text) {
    if (NUMBER.matcher(text).matches()) {
      return new ByNumber(Integer.parseInt(text));
    }
    UUID id = UUID.fromString(text);
    if (!id.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException(text); // The JDK takes shorter spellings too.
    }
    return new ById(id);
  }
}
