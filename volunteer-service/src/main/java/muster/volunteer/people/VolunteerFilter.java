package muster.volunteer.people;

import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * What a list of volunteers is narrowed to.
 *
 * @param within only volunteers registered in and below it
 * @param search part of the name
 * @param teamId only members of this team
 */
public record VolunteerFilter(
    JurisdictionCode within,
    @Nullable String search,
    @Nullable String teamId,
    @Nullable Boolean onDuty) {}
