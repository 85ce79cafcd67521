package muster.volunteer.people;

import java.util.List;
import muster.contracts.access.Caller;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.rules.Access;
import muster.volunteer.rules.Differences;
import org.jspecify.annotations.Nullable;

/**
 * A registered volunteer.
 *
 * @param subject the account (JWT {@code sub}); null without one
 * @param proposedSubject an account that is to be the volunteer's, and is not before its owner or a
 *     wider scope agrees
 * @param version grows by one with each change, from 1
 */
public record Volunteer(
    String id,
    String name,
    @Nullable String subject,
    @Nullable String proposedSubject,
    @Nullable String phone,
    JurisdictionCode jurisdiction,
    long version) {

  /** With the proposed account as the volunteer's own. */
  public Volunteer linked() {
    return new Volunteer(id, name, proposedSubject, null, phone, jurisdiction, version + 1);
  }

  public Volunteer withAccounts(@Nullable String own, @Nullable String proposed) {
    return new Volunteer(id, name, own, proposed, phone, jurisdiction, version + 1);
  }

  /** What is no more as it was. */
  public List<String> changedSince(Volunteer before) {
    return new Differences()
        .of("name", before.name, name)
        .of("subject", before.subject, subject)
        .of("proposedSubject", before.proposedSubject, proposedSubject)
        .of("phone", before.phone, phone)
        .of("jurisdiction", before.jurisdiction, jurisdiction)
        .fields();
  }

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
