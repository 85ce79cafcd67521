package muster.report.intake;

import java.time.Instant;
import java.util.UUID;
import muster.contracts.dispatch.Category;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * What somebody reported; it never changes.
 *
 * @param receivedAt when the report reached us, the start of every response clock
 * @param by account of the reporter
 * @param aboutAlert the alert this is a clue on; null for a report of something new
 */
public record Submission(
    UUID reportId,
    Instant receivedAt,
    String by,
    Category category,
    String text,
    @Nullable GeoPoint location,
    String address,
    JurisdictionCode jurisdiction,
    @Nullable UUID aboutAlert) {}
