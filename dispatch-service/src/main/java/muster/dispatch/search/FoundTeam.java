package muster.dispatch.search;

import muster.contracts.place.JurisdictionCode;

/**
 * A team that was found: enough to choose it.
 *
 * @param onDuty how many of its members are
 * @param onTask an alert holds it
 */
public record FoundTeam(
    String id, String name, JurisdictionCode jurisdiction, int onDuty, boolean onTask) {}
