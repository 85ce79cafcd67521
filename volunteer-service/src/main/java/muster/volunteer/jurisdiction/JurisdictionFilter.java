package muster.volunteer.jurisdiction;

import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * What a list of jurisdictions is narrowed to.
 *
 * @param search part of the name, or the beginning of the code
 */
public record JurisdictionFilter(
    JurisdictionCode.@Nullable Level level,
    @Nullable JurisdictionCode parent,
    @Nullable String search) {}
