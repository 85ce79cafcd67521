package muster.volunteer.people;

import java.util.Optional;

/** What telephone numbers are, and the one form in which equal ones are equal. */
public interface PhoneNumbers {

  /**
   * In E.164, such as {@code +8613800138000}.
   *
   * @param written as people write it, with or without a country code, in groups or not
   * @return empty for what is no number
   */
  Optional<String> e164(String written);
}
