package muster.volunteer.people;

import java.util.Optional;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.rules.FieldChecks;
import muster.volunteer.rules.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A volunteer as a request gives it.
 *
 * @param version of the state that the sender has seen; with it, a lost update is refused
 */
public record VolunteerForm(
    @Nullable String id,
    @Nullable String name,
    @Nullable String subject,
    @Nullable String phone,
    @Nullable String jurisdiction,
    @Nullable Long version) {
  public static final int MAX_NAME_LENGTH = 50;
  public static final int MAX_SUBJECT_LENGTH = 128;

  public VolunteerForm withId(String other) {
    return new VolunteerForm(other, name, subject, phone, jurisdiction, version);
  }

  /** With the phone number in the one form. */
  public Outcome<VolunteerDraft> check(PhoneNumbers numbers) {
    FieldChecks checks = new FieldChecks();
    String ownId = checks.id("id", id);
    String ownName = checks.text("name", name, MAX_NAME_LENGTH);
    String account = checks.optionalText("subject", subject, MAX_SUBJECT_LENGTH);
    String number = phone == null ? null : checkedPhone(checks, numbers, phone);
    JurisdictionCode code = checks.code("jurisdiction", jurisdiction);
    return checks.outcome(() -> new VolunteerDraft(ownId, ownName, account, number, code, version));
  }

  /**
   * What a request says of a number, to look for it.
   *
   * @return placeholder for what is none
   */
  public static String checkedPhone(FieldChecks checks, PhoneNumbers numbers, String phone) {
    Optional<String> number = numbers.e164(phone);
    checks.require(
        number.isPresent(),
        "phone",
        "must be a telephone number, with + and the country code if it is of another country");
    return number.orElse("");
  }

  /** Without the name and the phone number, so that neither gets into a log. */
  @Override
  public String toString() {
    return "VolunteerForm[id=" + id + "]";
  }
}
