package muster.report.intake;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A running alert of a report's category near its place: perhaps the same incident. Within 1,000 m,
 * and issued or opened again within 24 hours.
 *
 * @param number what it is called on the radio, if it has a number
 * @param distanceMeters rounded to 10 m
 */
public record NearbyAlert(
    UUID id, @Nullable Integer number, String headline, Instant issuedAt, int distanceMeters) {}
