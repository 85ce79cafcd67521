package muster.benchmarks.alertpath;

import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;

/**
 * Where alerts are issued, and who is nearest.
 *
 * @param team that is called first
 * @param account of that team's nearest member
 */
record Place(GeoPoint location, JurisdictionCode jurisdiction, String team, String account) {}
