package muster.report.intake;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import muster.contracts.dispatch.Category;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * Which reports to list, newest first. Null means any, and so does an empty set.
 *
 * @param subject sees the reports of their own
 * @param scope sees all reports of this jurisdiction as well; null for own reports alone
 * @param from submitted then or later
 * @param to submitted before
 * @param search part of the text or the address, whatever the case
 * @param before only reports older than this one
 */
public record ReportFilter(
    String subject,
    @Nullable JurisdictionCode scope,
    @Nullable JurisdictionCode jurisdiction,
    Set<Report.Status> statuses,
    Set<Category> categories,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String search,
    @Nullable UUID before,
    int limit) {}
