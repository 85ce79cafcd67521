package muster.contracts.volunteer;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import muster.contracts.Event;
import muster.contracts.EventName;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/** Log-compacted by team id; a tombstone means the team is gone. */
@EventName("team.snapshot.v1")
@JsonClassDescription("All that others need to know of a team, as of now.")
public record TeamSnapshot(
    @JsonPropertyDescription("1 to 64 characters") String teamId,
    Instant at,
    @JsonPropertyDescription("Grows with each change of the team") long version,
    String name,
    JurisdictionCode jurisdiction,
    @JsonPropertyDescription("Where the team is when nothing better is known, WGS-84")
        GeoPoint base,
    @JsonPropertyDescription("Such as first-aid, boat, patrol-car") Set<String> capabilities,
    List<Member> members)
    implements Event {

  /** No names and no phone numbers: whoever needs those asks volunteer-service. */
  public record Member(
      String volunteerId,
      @JsonPropertyDescription("The member's account (JWT sub); absent without an account")
          @Nullable String subject,
      Role role) {

    public enum Role {
      CAPTAIN,
      MEMBER
    }
  }

  @Override
  public String key() {
    return teamId;
  }
}
