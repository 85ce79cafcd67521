package muster.report.intake.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.Category;
import muster.contracts.place.JurisdictionCode;
import muster.report.intake.ChangeOutcome;
import muster.report.intake.Rejection;
import muster.report.intake.Report;
import muster.report.intake.ReportAccess;
import muster.report.intake.ReportFilter;
import muster.report.intake.RequestKey;
import muster.report.intake.Submission;
import muster.report.intake.SubmitOutcome;
import muster.report.intake.command.ReportCommands;
import muster.report.web.Problem;
import muster.report.web.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
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
  private final Supplier<UUID> ids;
  private final Clock clock;
  private final JsonMapper mapper;

  ReportController(ReportCommands reports, Supplier<UUID> ids, Clock clock, JsonMapper mapper) {
    this.reports = reports;
    this.ids = ids;
    this.clock = clock;
    this.mapper = mapper;
  }

  @PostMapping
  @Operation(summary = "Report something, or give a clue on an alert")
  ResponseEntity<ReportJson> submit(
      @Valid @RequestBody SubmitRequest request,
      @Parameter(description = "Repeating a request under its key creates nothing new")
          @RequestHeader(name = "Idempotency-Key", required = false)
          @Nullable String key,
      @Parameter(hidden = true) @AuthenticationPrincipal Jwt jwt) {
    Caller caller = Caller.of(jwt.getClaims());
    Submission submission =
        new Submission(
            ids.get(),
            clock.instant(),
            caller.subject(),
            Objects.requireNonNull(request.category()),
            Objects.requireNonNull(request.text()),
            request.location() == null ? null : request.location().toWgs84(),
            Objects.requireNonNullElse(request.address(), ""),
            jurisdiction(request.jurisdiction(), caller),
            request.alertId());
    return switch (reports.submit(submission, requestKey(key, caller, request))) {
      case SubmitOutcome.Accepted(Report report) ->
          ResponseEntity.created(URI.create("/api/reports/" + report.submission().reportId()))
              .body(ReportJson.of(report));
      case SubmitOutcome.KeyReused _ ->
          throw new Problem(
              ProblemType.KEY_REUSED,
              "this Idempotency-Key belongs to a request with another body");
      case SubmitOutcome.Refused(Rejection rejection) -> throw problem(rejection);
    };
  }

  @GetMapping("/{id}")
  @Operation(summary = "One report: the caller's own, or of their scope")
  ReportJson get(
      @PathVariable UUID id, @Parameter(hidden = true) @AuthenticationPrincipal Jwt jwt) {
    return reports
        .find(id, Caller.of(jwt.getClaims()))
        .map(ReportJson::of)
        .orElseThrow(() -> noSuchReport(id));
  }

  @GetMapping
  @Operation(summary = "Reports, newest first: of the caller's scope, or the caller's own")
  ReportPageJson list(
      @RequestParam(required = false) Report.@Nullable Status status,
      @RequestParam(required = false) @Nullable String jurisdiction,
      @RequestParam(required = false) @Nullable Category category,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "" + Limits.DEFAULT_PAGE) int limit,
      @Parameter(hidden = true) @AuthenticationPrincipal Jwt jwt) {
    if (limit < 1 || limit > Limits.PAGE) {
      throw Problem.invalid("limit", "must be 1 to " + Limits.PAGE);
    }
    Caller caller = Caller.of(jwt.getClaims());
    JurisdictionCode scope = ReportAccess.readsScope(caller) ? caller.scope().orElse(null) : null;
    JurisdictionCode within = jurisdiction == null ? null : code(jurisdiction);
    if (within != null && scope != null && !scope.covers(within) && !within.covers(scope)) {
      throw new Problem(ProblemType.FORBIDDEN, within + " is outside your jurisdiction " + scope);
    }
    // One more than asked for tells whether there is a next page.
    List<Report> found =
        reports.list(
            new ReportFilter(caller.subject(), scope, within, status, category, cursor, limit + 1));
    List<Report> page = found.size() > limit ? found.subList(0, limit) : found;
    return new ReportPageJson(
        page.stream().map(ReportJson::of).toList(),
        found.size() > limit ? page.getLast().submission().reportId().toString() : null);
  }

  @PostMapping("/{id}/triage")
  @Operation(summary = "Decide on a report: answer it, or have volunteers called")
  ReportJson triage(
      @PathVariable UUID id,
      @Valid @RequestBody TriageRequest request,
      @Parameter(hidden = true) @AuthenticationPrincipal Jwt jwt) {
    Caller caller = Caller.of(jwt.getClaims());
    if (!ReportAccess.triages(caller)) {
      throw new Problem(ProblemType.FORBIDDEN, "triage needs the role officer or dispatcher");
    }
    Submission submission = reports.find(id).orElseThrow(() -> noSuchReport(id)).submission();
    requireCovered(caller, submission.jurisdiction());
    ChangeOutcome outcome =
        switch (request) {
          case TriageRequest.Answer answer ->
              reports.answer(id, caller.subject(), Objects.requireNonNull(answer.answer()));
          case TriageRequest.Alert alert ->
              reports.requestAlert(id, AlertRequests.from(alert, submission, caller));
        };
    return switch (outcome) {
      case ChangeOutcome.Done(Report report) -> ReportJson.of(report);
      case ChangeOutcome.Refused(Rejection rejection) -> throw problem(rejection);
      case ChangeOutcome.NoSuchReport _ -> throw noSuchReport(id);
    };
  }

  static void requireCovered(Caller caller, JurisdictionCode jurisdiction) {
    if (!caller.covers(jurisdiction)) {
      throw new Problem(ProblemType.FORBIDDEN, jurisdiction + " is outside your jurisdiction");
    }
  }

  private static JurisdictionCode jurisdiction(@Nullable String given, Caller caller) {
    return given == null
        ? caller
            .scope()
            .orElseThrow(
                () -> Problem.invalid("jurisdiction", "is needed: the account has none of its own"))
        : code(given);
  }

  private static JurisdictionCode code(String given) {
    try {
      return new JurisdictionCode(given);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("jurisdiction", Limits.JURISDICTION_MESSAGE);
    }
  }

  private @Nullable RequestKey requestKey(
      @Nullable String key, Caller caller, SubmitRequest request) {
    if (key == null) {
      return null;
    }
    if (!key.matches(Limits.REQUEST_KEY)) {
      throw Problem.invalid("Idempotency-Key", "must be 1 to 128 visible ASCII characters");
    }
    return new RequestKey(caller.subject(), key, fingerprint(request));
  }

  /** Of what the request says, so that spaces and the order of fields make no difference. */
  private String fingerprint(SubmitRequest request) {
    try {
      byte[] said = mapper.writeValueAsString(request).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(said));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Problem noSuchReport(UUID id) {
    return new Problem(ProblemType.NOT_FOUND, "there is no report " + id + " that you may see");
  }

  private static Problem problem(Rejection rejection) {
    return switch (rejection) {
      case Rejection.AlertUnknown(UUID alertId) ->
          new Problem(ProblemType.NOT_FOUND, "there is no alert " + alertId);
      case Rejection.AlertOver(UUID alertId) ->
          new Problem(ProblemType.ALERT_OVER, "alert " + alertId + " takes no more clues");
      case Rejection.TriagedOtherwise(Report.Status status) ->
          new Problem(
              ProblemType.ALREADY_TRIAGED, "another decision has been taken: it is " + status);
      case Rejection.ClueNeedsNoTriage _ ->
          new Problem(ProblemType.ALREADY_TRIAGED, "a clue belongs to an alert already");
      case Rejection.LinkedToAnotherAlert _, Rejection.NoAlertRequested _ ->
          throw new IllegalStateException("no request links alerts: " + rejection);
    };
  }
}
