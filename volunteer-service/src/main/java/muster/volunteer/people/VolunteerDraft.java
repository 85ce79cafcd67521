package muster.volunteer.people;

import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/** What a volunteer's entry is to be; checked on its own, not yet against the registry. */
public record VolunteerDraft(
    String id,
    String name,
    @Nullable String subject,
    @Nullable String phone,
    JurisdictionCode jurisdiction,
    @Nullable Long expectedVersion) {

  public Volunteer atVersion(long version) {
    return new Volunteer(id, name, subject, phone, jurisdiction, version);
  }

  /** Without the name and the phone number, so that neither gets into a log. */
  @Override
  public String toString() {
    return "VolunteerDraft[id=" + id + "]";
  }
}
