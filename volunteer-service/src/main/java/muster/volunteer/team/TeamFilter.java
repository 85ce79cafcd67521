package muster.volunteer.team;

import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * What a list of teams is narrowed to.
 *
 * @param within only teams in and below it
 * @param search part of the name
 */
public record TeamFilter(
    JurisdictionCode within,
    @Nullable String kind,
    @Nullable String capability,
    @Nullable String search) {}
