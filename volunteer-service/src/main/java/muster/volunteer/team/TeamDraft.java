package muster.volunteer.team;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/** What a team is to be; checked on its own, not yet against the registry. */
public record TeamDraft(
    String id,
    String name,
    JurisdictionCode jurisdiction,
    String kind,
    GeoPoint base,
    SortedSet<String> capabilities,
    List<Team.Member> members,
    @Nullable Long expectedVersion) {

  public Team atVersion(long version, Instant now) {
    return new Team(id, name, jurisdiction, kind, base, capabilities, members, version, now);
  }

  public boolean saysNothingNewOf(Team existing) {
    return atVersion(existing.version(), existing.changedAt()).equals(existing);
  }
}
