package muster.report.intake.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import muster.apiedge.Cursor;
import muster.apiedge.Jurisdictions;
import muster.apiedge.KnownJurisdictions;
import muster.apiedge.ListFilters;
import muster.apiedge.Page;
import muster.apiedge.ProblemException;
import muster.apiedge.Scope;
import muster.apiedge.spring.AlsoRefuses;
import muster.apiedge.spring.IdempotencyKey;
import muster.apiedge.spring.RequestHash;
import muster.apiedge.spring.Text;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.Category;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.contracts.text.TextRule;
import muster.report.intake.ChangeOutcome;
import muster.report.intake.Exercises;
import muster.report.intake.Rejection;
import muster.report.intake.Report;
import muster.report.intake.ReportAccess;
import muster.report.intake.ReportFilter;
import muster.report.intake.RequestKey;
import muster.report.intake.Submission;
import muster.report.intake.SubmitOutcome;
import muster.report.intake.command.ReportClaims;
import muster.report.intake.command.ReportCommands;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Reports over HTTP. Methods block, on virtual threads. */
@RestController
@RequestMapping("/api/reports")
@Tag(name = "Reports")
public class ReportController {
  private final ReportCommands reports;
  private final ReportViews views;
  private final NamedAlerts alerts;
  private final Supplier<UUID> ids;
  private final Clock clock;
  private final JsonMapper mapper;
  private final KnownJurisdictions jurisdictions;

  ReportController(
      ReportCommands reports,
      ReportClaims claims,
      Supplier<UUID> ids,
      Clock clock,
      JsonMapper mapper,
      KnownJurisdictions jurisdictions,
      Exercises exercises) {
    this.reports = reports;
    this.views = new ReportViews(reports, claims);
    this.alerts = new NamedAlerts(reports, exercises);
    this.jurisdictions = jurisdictions;
    this.ids = ids;
    this.clock = clock;
    this.mapper = mapper;
  }

  @PostMapping
  @AlsoRefuses({ProblemType.NOT_FOUND, ProblemType.ALERT_OVER})
  @Operation(
      summary = "Report something, or give a clue on an alert",
      description =
          "An account may send 30 reports, clues and additions within a minute, and an alert takes"
              + " 120 clues and additions within a minute; Retry-After says when the next one is"
              + " possible. By its number an alert is found in the caller's scope, and by who is no"
              + " officer, dispatcher or operator in the caller's county and the one the clue is"
              + " from; a number that is none there counts among the 30.")
  ResponseEntity<ReportJson> submit(
      @Valid @RequestBody SubmitRequest request,
      @Parameter(description = "Repeating a request under its key creates nothing new")
          @RequestHeader(name = IdempotencyKey.HEADER, required = false)
          @IdempotencyKey
          @Nullable String key,
      @AuthenticationPrincipal Caller caller) {
    GeoPoint location = request.location() == null ? null : request.location().toWgs84("location");
    JurisdictionCode jurisdiction = jurisdiction(request.jurisdiction(), location, caller);
    Submission submission =
        new Submission(
            ids.get(),
            clock.instant(),
            caller.subject(),
            Objects.requireNonNull(request.category()),
            Objects.requireNonNull(request.text()),
            location,
            Objects.requireNonNullElse(request.address(), ""),
            jurisdiction,
            request.alertId() == null
                ? null
                : alerts.forClue("alertId", request.alertId(), caller, jurisdiction));
    return switch (reports.submit(submission, requestKey(key, caller, request))) {
      case SubmitOutcome.Accepted(Report report) ->
          ResponseEntity.created(URI.create("/api/reports/" + report.submission().reportId()))
              .body(views.of(List.of(report), caller).getFirst());
      case SubmitOutcome.KeyReused _ ->
          throw new ProblemException(ProblemType.IDEMPOTENCY_KEY_REUSED);
      case SubmitOutcome.TooMany(Duration retryAfter) -> throw ReportProblems.tooMany(retryAfter);
      case SubmitOutcome.Refused(Rejection rejection) -> throw ReportProblems.of(rejection);
    };
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "One report: the caller's own, or of their scope",
      description =
          "With what became of its alert. Who is to decide on it sees the running alerts of the same"
              + " category within 1,000 m, issued or opened again within 24 hours, as nearby.")
  ReportJson get(@PathVariable UUID id, @AuthenticationPrincipal Caller caller) {
    return reports
        .find(id, caller)
        .map(report -> views.of(report, caller))
        .orElseThrow(ReportProblems::noSuchReport);
  }

  @GetMapping
  @Operation(summary = "Reports, newest first: of the caller's scope, or the caller's own")
  Page<ReportJson> list(
      @Parameter(description = "Several with commas") @RequestParam(required = false)
          @Nullable List<Report.Status> status,
      @RequestParam(required = false) @Nullable String jurisdiction,
      @Parameter(description = "Several with commas") @RequestParam(required = false)
          @Nullable List<Category> category,
      @Parameter(description = "Submitted then or later") @RequestParam(required = false)
          @Nullable Instant from,
      @Parameter(description = "Submitted before") @RequestParam(required = false)
          @Nullable Instant to,
      @Parameter(description = "Part of the text or the address")
          @RequestParam(required = false)
          @Text(max = Limits.SEARCH)
          @Nullable String search,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = Page.USUAL_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @AuthenticationPrincipal Caller caller) {
    JurisdictionCode scope = ReportAccess.readsScope(caller) ? caller.scope().orElse(null) : null;
    JurisdictionCode within =
        jurisdiction == null ? null : Jurisdictions.parse("jurisdiction", jurisdiction);
    if (within != null && scope != null && !scope.covers(within) && !within.covers(scope)) {
      throw new ProblemException(Problem.outOfScope(within.value()));
    }
    ListFilters.requireInOrder(from, to);
    // One more than asked for tells whether there is a next page.
    List<Report> found =
        reports.list(
            new ReportFilter(
                caller.subject(),
                scope,
                within,
                ListFilters.oneOf("status", status),
                ListFilters.oneOf("category", category),
                from,
                to,
                search == null ? null : TextRule.normalized(search),
                Cursor.id(cursor),
                limit + 1));
    Page<Report> page = Page.of(found, limit, last -> Cursor.of(last.submission().reportId()));
    return new Page<>(views.of(page.items(), caller), page.nextCursor());
  }

  @PostMapping("/{id}/triage")
  @AlsoRefuses({ProblemType.ALREADY_TRIAGED, ProblemType.ALERT_OVER})
  @Operation(
      summary =
          "Decide on a report: answer it, have volunteers called, or link it to a running alert")
  ReportJson triage(
      @PathVariable UUID id,
      @Valid @RequestBody TriageRequest request,
      @AuthenticationPrincipal Caller caller) {
    Submission submission = reports.find(id).orElseThrow(ReportProblems::noSuchReport).submission();
    Scope.require(caller, submission.jurisdiction());
    ChangeOutcome outcome =
        switch (request) {
          case TriageRequest.Answer answer ->
              reports.answer(id, caller.subject(), Objects.requireNonNull(answer.answer()));
          case TriageRequest.Alert alert ->
              reports.requestAlert(
                  id, RequestedAlerts.from(alert, submission, caller, jurisdictions));
          case TriageRequest.Link link ->
              reports.linkToRunning(
                  id,
                  caller.subject(),
                  alerts.inScope("alert", Objects.requireNonNull(link.alert()), caller));
        };
    return switch (outcome) {
      case ChangeOutcome.Done(Report report) -> views.of(report, caller);
      case ChangeOutcome.TooMany(Duration retryAfter) -> throw ReportProblems.tooMany(retryAfter);
      case ChangeOutcome.Refused(Rejection rejection) -> throw ReportProblems.of(rejection);
      case ChangeOutcome.NoSuchReport _ -> throw ReportProblems.noSuchReport();
    };
  }

  /** Where it is, if nobody says otherwise, and where the reporter belongs, if nobody knows. */
  private JurisdictionCode jurisdiction(
      @Nullable String given, @Nullable GeoPoint location, Caller caller) {
    if (given != null) {
      JurisdictionCode code = Jurisdictions.parse("jurisdiction", given);
      jurisdictions.requireRegistered("jurisdiction", code, location);
      return code;
    }
    return Optional.ofNullable(location)
        .flatMap(jurisdictions::findByPlace)
        .or(caller::scope)
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    "jurisdiction", "is needed: the account has none of its own"));
  }

  private @Nullable RequestKey requestKey(
      @Nullable String key, Caller caller, SubmitRequest request) {
    if (key == null) {
      return null;
    }
    String fingerprint = HexFormat.of().formatHex(RequestHash.of(mapper, request));
    return new RequestKey(caller.subject(), key, fingerprint);
  }
}
