package muster.report.intake.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reports, newest first.
 *
 * @param nextCursor where the next page begins; absent on the last one
 */
record ReportPageJson(List<ReportJson> items, @Nullable String nextCursor) {}
