package muster.contracts.volunteer;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import muster.contracts.Event;
import muster.contracts.EventName;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

@EventName("team.snapshot.v1")
@JsonClassDescription(
    "All that others need to know of a team, as of now. Log-compacted; a tombstone means the team"
        + " is gone.")
public record TeamSnapshot(
    @JsonPropertyDescription("The team, 1 to 64 of A-Z a-z 0-9 . _ -") String teamId,
    Instant at,
    @JsonPropertyDescription("Grows with each change of the team") long version,
    @JsonPropertyDescription("What people call it, 1 to 100 characters") String name,
    @JsonPropertyDescription("Where it belongs, as a GB/T 2260 code") JurisdictionCode jurisdiction,
    @JsonPropertyDescription("Where the team is when nothing better is known, WGS-84")
        GeoPoint base,
    @JsonPropertyDescription("Such as first-aid, boat, patrol-car") Set<String> capabilities,
    @JsonPropertyDescription("Everybody in the team") List<Member> members)
    implements Event {

  public TeamSnapshot {
    capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
    members = List.copyOf(members);
  }

  @JsonClassDescription(
      "A volunteer in the team. No names and no phone numbers: whoever needs those asks"
          + " volunteer-service.")
  public record Member(
      @JsonPropertyDescription("The volunteer, 1 to 64 of A-Z a-z 0-9 . _ -") String volunteerId,
      @JsonPropertyDescription("The member's account (JWT sub); absent without an account")
          @Nullable String subject,
      @JsonPropertyDescription("What the member is in the team") Role role) {

    public enum Role {
      @JsonPropertyDescription("Leads the team")
      CAPTAIN,
      @JsonPropertyDescription("Everybody else")
      MEMBER
    }
  }

  @Override
  public String key() {
    return teamId;
  }
}
