package muster.volunteer.people;

import java.util.regex.Pattern;
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

  private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{5,20}");

  public VolunteerForm withId(String other) {
    return new VolunteerForm(other, name, subject, phone, jurisdiction, version);
  }

  public Outcome<VolunteerDraft> check() {
    FieldChecks checks = new FieldChecks();
    String ownId = checks.id("id", id);
    String ownName = checks.text("name", name, MAX_NAME_LENGTH);
    String account = checks.optionalText("subject", subject, MAX_SUBJECT_LENGTH);
    checks.require(
        phone == null || PHONE.matcher(phone).matches(),
        "phone",
        "must be 5 to 20 digits, with + before a country code");
    JurisdictionCode code = checks.code("jurisdiction", jurisdiction);
    return checks.outcome(() -> new VolunteerDraft(ownId, ownName, account, phone, code, version));
  }

  /** Without the name and the phone number, so that neither gets into a log. */
  @Override
  public String toString() {
    return "VolunteerForm[id=" + id + "]";
  }
}
