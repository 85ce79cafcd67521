package muster.volunteer.people;

import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * What a volunteer's entry is to be; checked on its own, not yet against the registry.
 *
 * @param subject the account that is asked for; who asks decides whether that is enough
 */
public record VolunteerDraft(
    String id,
    String name,
    @Nullable String subject,
    @Nullable String phone,
    JurisdictionCode jurisdiction,
    @Nullable Long expectedVersion) {

  /**
   * @param proposed an account that is not the volunteer's yet
   */
  public Volunteer become(@Nullable String own, @Nullable String proposed, long version) {
    return new Volunteer(id, name, own, proposed, phone, jurisdiction, version);
  }

  /** Without the name and the phone number, so that neither gets into a log. */
  @Override
  public String toString() {
    return "VolunteerDraft[id=" + id + "]";
  }
}
