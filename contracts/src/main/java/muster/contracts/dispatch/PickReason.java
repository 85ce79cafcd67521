package muster.contracts.dispatch;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

@JsonClassDescription("Why a team was called.")
public record PickReason(
    @JsonPropertyDescription(
            "Pessimistic great-circle distance in metres: to the nearest on-duty member's last"
                + " position plus its accuracy and what the member may have moved since, or to the"
                + " team's base")
        double distanceMeters,
    @JsonPropertyDescription("Estimated travel time in seconds at the policy's travel speed")
        long etaSeconds,
    @JsonPropertyDescription("What the distance was measured from") From from,
    @JsonPropertyDescription("Age of the position in seconds; absent when measured from the base")
        @Nullable Long positionAgeSeconds,
    @JsonPropertyDescription("On-duty members at the time") int membersOnDuty,
    @JsonPropertyDescription("Place among the eligible teams by distance, from 1") int rank) {

  public enum From {
    @JsonPropertyDescription("A fresh position of an on-duty member")
    POSITION,
    @JsonPropertyDescription("The team's base: no member has a fresh position")
    BASE
  }
}
