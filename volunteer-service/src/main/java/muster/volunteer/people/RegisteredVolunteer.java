package muster.volunteer.people;

import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * What other features know of a volunteer, so that they read no name and no phone number.
 *
 * @param subject the account (JWT {@code sub}); null without one
 */
public record RegisteredVolunteer(
    String id, @Nullable String subject, JurisdictionCode jurisdiction) {}
