package muster.volunteer.team;

import java.util.Set;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * What a list of teams is narrowed to.
 *
 * @param within only teams in and below it
 * @param kinds any of them; empty for all
 * @param search part of the name
 * @param onDuty whether any member is on duty; null for both
 */
public record TeamFilter(
    JurisdictionCode within,
    Set<String> kinds,
    @Nullable String capability,
    @Nullable String search,
    @Nullable Boolean onDuty) {
  public TeamFilter {
    kinds = Set.copyOf(kinds);
  }
}
