package muster.report.intake.http;

import jakarta.validation.Valid;
import muster.apiedge.spring.PlaceRequest;
import muster.apiedge.spring.Required;
import muster.apiedge.spring.Text;
import org.jspecify.annotations.Nullable;

/** The bodies of what a reporter does with a report. */
final class ReporterRequests {
  private ReporterRequests() {}

  record Addition(
      @Required @Text(max = Limits.TEXT) @Nullable String text,
      @Valid @Nullable PlaceRequest location) {}

  record ReportWithdrawal(@Required @Text(max = Limits.REASON) @Nullable String reason) {}
}
