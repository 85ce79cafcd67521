package muster.report.intake;

import java.util.UUID;
import muster.contracts.dispatch.Category;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * Which reports to list, newest first. Null means any.
 *
 * @param subject sees the reports of their own
 * @param scope sees all reports of this jurisdiction as well; null for own reports alone
 * @param before only reports older than this one
 */
public record ReportFilter(
    String subject,
    @Nullable JurisdictionCode scope,
    @Nullable JurisdictionCode jurisdiction,
    Report.@Nullable Status status,
    @Nullable Category category,
    @Nullable UUID before,
    int limit) {}
