package muster.dispatch.search;

import java.time.Instant;
import java.util.UUID;
import muster.contracts.dispatch.Category;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * An alert that was found: enough to choose it.
 *
 * @param number null for one that ended before there were numbers
 * @param status as the alert's own
 */
public record FoundAlert(
    UUID id,
    @Nullable Integer number,
    String status,
    Category category,
    String headline,
    String address,
    JurisdictionCode jurisdiction,
    Instant issuedAt) {}
