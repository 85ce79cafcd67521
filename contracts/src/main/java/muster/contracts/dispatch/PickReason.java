package muster.contracts.dispatch;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

@JsonClassDescription("Why a team was called.")
public record PickReason(
    @JsonPropertyDescription(
            "Great-circle distance in metres, to the nearest ten, of the nearest on-duty member: the base's, but no nearer"
                + " and no farther than the member's last position, give or take its accuracy and"
                + " what the member may have moved since")
        double distanceMeters,
    @JsonPropertyDescription(
            "Estimated travel time of that distance in seconds, at the policy's travel speed")
        long etaSeconds,
    @JsonPropertyDescription("What the distance was measured from") From from,
    @JsonPropertyDescription(
            "Age of the position in seconds, to the nearest ten; absent when measured from the base")
        @Nullable Long positionAgeSeconds,
    @JsonPropertyDescription("On-duty members at the time") int membersOnDuty,
    @JsonPropertyDescription("Place among the eligible teams by distance, from 1") int rank) {

  private static final int METERS = 10;
  private static final int SECONDS = 10;

  /**
   * As it may be told: no more exactly than a call-out needs, so that nobody learns from several
   * answers where a member is.
   *
   * @param distanceMeters as exactly as it is known
   * @param travelMetersPerSecond at which the rounded distance is travelled, above 0
   * @param positionAgeSeconds as exactly as it is known; null when measured from the base
   */
  public static PickReason rounded(
      double distanceMeters,
      double travelMetersPerSecond,
      From from,
      @Nullable Double positionAgeSeconds,
      int membersOnDuty,
      int rank) {
    double meters = (double) Math.round(distanceMeters / METERS) * METERS;
    return new PickReason(
        meters,
        Math.round(meters / travelMetersPerSecond),
        from,
        positionAgeSeconds == null ? null : Math.round(positionAgeSeconds / SECONDS) * SECONDS,
        membersOnDuty,
        rank);
  }

  public enum From {
    @JsonPropertyDescription("The last position of an on-duty member")
    POSITION,
    @JsonPropertyDescription("The team's base: no position speaks against it")
    BASE
  }
}
