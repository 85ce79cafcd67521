package muster.contracts.dispatch;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

@JsonClassDescription("Why a team was called.")
public record PickReason(
    @JsonPropertyDescription(
            "Great-circle distance in metres of the nearest on-duty member: the base's, but no nearer"
                + " and no farther than the member's last position, give or take its accuracy and"
                + " what the member may have moved since")
        double distanceMeters,
    @JsonPropertyDescription("Estimated travel time in seconds at the policy's travel speed")
        long etaSeconds,
    @JsonPropertyDescription("What the distance was measured from") From from,
    @JsonPropertyDescription("Age of the position in seconds; absent when measured from the base")
        @Nullable Long positionAgeSeconds,
    @JsonPropertyDescription("On-duty members at the time") int membersOnDuty,
    @JsonPropertyDescription("Place among the eligible teams by distance, from 1") int rank) {

  public enum From {
    @JsonPropertyDescription("The last position of an on-duty member")
    POSITION,
    @JsonPropertyDescription("The team's base: no position speaks against it")
    BASE
  }
}
