package muster.volunteer.people;

import muster.contracts.access.Caller;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.rules.Access;
import org.jspecify.annotations.Nullable;

/**
 * A registered volunteer.
 *
 * @param subject the account (JWT {@code sub}); null without one
 * @param version grows by one with each change, from 1
 */
public record Volunteer(
    String id,
    String name,
    @Nullable String subject,
    @Nullable String phone,
    JurisdictionCode jurisdiction,
    long version) {

  /** To whoever may have to ring the volunteer up, and to the volunteer. */
  public boolean showsPhoneTo(Caller caller) {
    return Access.maySeePhones(caller, jurisdiction) || caller.subject().equals(subject);
  }

  /** All but the last two digits hidden; enough to tell two numbers apart, not to ring. */
  public static String mask(String phone) {
    int hidden = Math.max(0, phone.length() - 2);
    return "*".repeat(hidden) + phone.substring(hidden);
  }

  /** Without the name and the phone number, so that neither gets into a log. */
  @Override
  public String toString() {
    return "Volunteer[id=" + id + "]";
  }
}
