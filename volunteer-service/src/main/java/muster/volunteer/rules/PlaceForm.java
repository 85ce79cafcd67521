package muster.volunteer.rules;

import muster.contracts.place.Crs;
import org.jspecify.annotations.Nullable;

/**
 * A place as a request gives it.
 *
 * @param crs the datum of the two numbers; WGS84 when absent
 */
public record PlaceForm(@Nullable Double latitude, @Nullable Double longitude, @Nullable Crs crs) {}
