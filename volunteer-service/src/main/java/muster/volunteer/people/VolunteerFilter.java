package muster.volunteer.people;

import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * What a list of volunteers is narrowed to.
 *
 * @param within only volunteers registered in and below it
 * @param search part of the name
 * @param teamId only members of this team
 * @param phone only who has this number, in E.164
 * @param samePhone whether somebody else in {@code within} has the same number
 */
public record VolunteerFilter(
    JurisdictionCode within,
    @Nullable String search,
    @Nullable String teamId,
    @Nullable Boolean onDuty,
    @Nullable String phone,
    @Nullable Boolean samePhone) {

  /** Whether what it finds tells something of numbers. */
  public boolean asksForPhones() {
    return phone != null || samePhone != null;
  }

  /** Without the phone number, so that it does not get into a log. */
  @Override
  public String toString() {
    return "VolunteerFilter[within=" + within + "]";
  }
}
