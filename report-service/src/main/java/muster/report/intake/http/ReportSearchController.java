package muster.report.intake.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import muster.apiedge.SearchTerms;
import muster.apiedge.spring.Text;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.Category;
import muster.contracts.place.JurisdictionCode;
import muster.report.intake.Report;
import muster.report.intake.Submission;
import muster.report.intake.command.ReportCommands;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds reports by what somebody types. */
@RestController
@RequestMapping("/api/search/reports")
@Tag(name = "Search")
class ReportSearchController {
  /** Of a report's text, in code points: enough to know it by. */
  private static final int SHOWN = 200;

  private final ReportCommands reports;

  ReportSearchController(ReportCommands reports) {
    this.reports = reports;
  }

  /**
   * A report that was found: enough to choose it.
   *
   * @param text its beginning
   */
  record FoundReport(
      UUID id,
      Report.Status status,
      Category category,
      String text,
      String address,
      JurisdictionCode jurisdiction,
      Instant submittedAt) {
    static FoundReport of(Report report) {
      Submission submission = report.submission();
      return new FoundReport(
          submission.reportId(),
          report.status(),
          submission.category(),
          beginning(submission.text()),
          submission.address(),
          submission.jurisdiction(),
          submission.receivedAt());
    }

    private static String beginning(String text) {
      return text.codePointCount(0, text.length()) <= SHOWN
          ? text
          : text.substring(0, text.offsetByCodePoints(0, SHOWN));
    }
  }

  /** What was found, the best first. */
  record FoundReports(List<FoundReport> items) {}

  @GetMapping
  @Operation(
      summary = "Reports by id or words: of the caller's scope, or the caller's own",
      description =
          "That of this id first, then those with all the words in text or address, newest first."
              + " Of a long text the first 200 characters.")
  FoundReports search(
      @Parameter(description = "1 to 100 characters; of several words all have to be there")
          @RequestParam
          @Text(max = SearchTerms.LONGEST)
          String q,
      @RequestParam(defaultValue = SearchTerms.USUAL_LIMIT) @Min(1) @Max(SearchTerms.MAX_LIMIT) int limit,
      @AuthenticationPrincipal Caller caller) {
    return new FoundReports(
        reports.search(caller, id(SearchTerms.whole(q)), SearchTerms.of(q), limit).stream()
            .map(FoundReport::of)
            .toList());
  }

  /** Null for what is none. */
  private static @Nullable UUID id(String text) {
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equals(text) ? id : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
