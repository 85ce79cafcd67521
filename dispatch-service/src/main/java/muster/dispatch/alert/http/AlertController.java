package muster.dispatch.alert.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import muster.apiedge.Cursor;
import muster.apiedge.Jurisdictions;
import muster.apiedge.KnownJurisdictions;
import muster.apiedge.Page;
import muster.apiedge.ProblemException;
import muster.apiedge.Scope;
import muster.apiedge.spring.IdempotencyKey;
import muster.apiedge.spring.RequestHash;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.Category;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertQueries;
import muster.dispatch.alert.AlertQueries.After;
import muster.dispatch.alert.AlertQueries.AlertFilter;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.AlertStatus;
import muster.dispatch.alert.AlertView;
import muster.dispatch.alert.KeptAnswer;
import muster.dispatch.alert.Preview;
import muster.dispatch.alert.Rejection;
import muster.dispatch.alert.RepeatableRequest;
import muster.dispatch.alert.command.AlertCommands;
import muster.dispatch.alert.command.AlertIssuing;
import muster.dispatch.alert.command.AlertPreviews;
import muster.dispatch.alert.command.DetailsUpdates;
import muster.dispatch.alert.command.IssueResult;
import muster.dispatch.policy.CallOutPolicies;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Alerts, for the command center. Who has a role for this has it within the own jurisdiction. */
@RestController
@RequestMapping("/api/alerts")
@Tag(name = "Alerts")
final class AlertController {
  private final AlertIssuing issuing;
  private final AlertPreviews previews;
  private final AlertCommands commands;
  private final DetailsUpdates updates;
  private final AlertQueries queries;
  private final CallOutPolicies policies;
  private final KnownJurisdictions jurisdictions;
  private final Clock clock;
  private final JsonMapper mapper;

  AlertController(
      AlertIssuing issuing,
      AlertPreviews previews,
      AlertCommands commands,
      DetailsUpdates updates,
      AlertQueries queries,
      CallOutPolicies policies,
      KnownJurisdictions jurisdictions,
      Clock clock,
      JsonMapper mapper) {
    this.issuing = issuing;
    this.previews = previews;
    this.commands = commands;
    this.updates = updates;
    this.queries = queries;
    this.policies = policies;
    this.jurisdictions = jurisdictions;
    this.clock = clock;
    this.mapper = mapper;
  }

  @PostMapping
  @Operation(summary = "Issue an alert: the nearest teams are called at once")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = AlertView.class)))
  ResponseEntity<String> issue(
      @Parameter(description = "The same key and body: the same answer, for at least 24 hours")
          @RequestHeader(IdempotencyKey.HEADER)
          @IdempotencyKey
          String key,
      @RequestBody @Valid AlertRequest request,
      @AuthenticationPrincipal Caller caller) {
    Scope.require(caller, request.checkedJurisdiction());
    request.requireKnownPlace(jurisdictions);
    var once =
        new RepeatableRequest(
            caller.subject(), key, RequestHash.of(mapper, request), clock.instant());
    return switch (issuing.issue(once, request.command(caller, policies), this::answer)) {
      case IssueResult.Answered(KeptAnswer answer) -> response(answer);
      case IssueResult.KeyReused reused ->
          throw new ProblemException(ProblemType.IDEMPOTENCY_KEY_REUSED);
      case IssueResult.Refused(Rejection rejection) -> throw Results.problem(rejection);
    };
  }

  private KeptAnswer answer(AlertState.Issued alert) {
    return new KeptAnswer(
        HttpStatus.CREATED.value(),
        "/api/alerts/" + alert.issued().alertId(),
        mapper.writeValueAsString(AlertView.of(alert)));
  }

  private static ResponseEntity<String> response(KeptAnswer answer) {
    ResponseEntity.BodyBuilder response = ResponseEntity.status(answer.status());
    if (answer.location() != null) {
      response.header(HttpHeaders.LOCATION, answer.location());
    }
    return response.contentType(MediaType.APPLICATION_JSON).body(answer.body());
  }

  @PostMapping("/preview")
  @Operation(
      summary = "Which teams an alert would call, and why not others",
      description =
          "What issuing it now would do at once, with all waves that would open; no team is held"
              + " and no alert stored. It tells how far people are, so each preview is recorded, and"
              + " an account may have 30 within a minute.")
  @ApiResponse(responseCode = "200")
  @ApiResponse(
      responseCode = "429",
      description = "Too many previews; Retry-After says when the next one is possible",
      content = @Content)
  Preview preview(
      @RequestBody @Valid AlertRequest request, @AuthenticationPrincipal Caller caller) {
    Scope.require(caller, request.checkedJurisdiction());
    request.requireKnownPlace(jurisdictions);
    return switch (previews.preview(caller, request.command(caller, policies))) {
      case AlertPreviews.Result.Shown(Preview preview) -> preview;
      case AlertPreviews.Result.TooMany(Duration retryAfter) ->
          throw new ProblemException(
              Problem.of(ProblemType.TOO_MANY_REQUESTS)
                  .withHeader(
                      HttpHeaders.RETRY_AFTER,
                      Long.toString(Math.max(1, Math.ceilDiv(retryAfter.toMillis(), 1_000)))));
    };
  }

  @GetMapping
  @Operation(summary = "Alerts in the caller's jurisdiction, newest first")
  Page<AlertView> list(
      @RequestParam(required = false) @Nullable AlertStatus status,
      @RequestParam(required = false) @Nullable Category category,
      @RequestParam(required = false)
          @Pattern(regexp = Jurisdictions.FORM, message = Jurisdictions.MESSAGE) @Nullable String jurisdiction,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = Page.USUAL_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @AuthenticationPrincipal Caller caller) {
    JurisdictionCode within =
        Scope.within(caller, jurisdiction == null ? null : new JurisdictionCode(jurisdiction));
    var found =
        queries.listAlerts(new AlertFilter(within, status, category, after(cursor)), limit + 1);
    return Page.of(found, limit, alert -> Cursor.of(alert.issuedAt(), alert.id()));
  }

  @GetMapping("/{id}")
  @Operation(summary = "One alert with its tasks")
  AlertView get(@PathVariable UUID id, @AuthenticationPrincipal Caller caller) {
    AlertView alert = queries.findAlert(id).orElseThrow(() -> ProblemException.notFound("alert"));
    Scope.require(caller, alert.jurisdiction());
    return alert;
  }

  @GetMapping("/{id}/timeline")
  @Operation(summary = "All that happened, in order")
  Page<TimelineEntryView> timeline(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = Limits.USUAL_TIMELINE_PAGE) @Min(1) @Max(Limits.TIMELINE_PAGE) int limit,
      @AuthenticationPrincipal Caller caller) {
    requireAlertInScope(caller, id);
    var found =
        queries
            .listTimeline(id, Objects.requireNonNullElse(Cursor.number(cursor), 0L), limit + 1)
            .stream()
            .map(TimelineEntryView::of)
            .toList();
    return Page.of(found, limit, entry -> Cursor.of(entry.version()));
  }

  @PatchMapping("/{id}")
  @Operation(
      summary = "Update what the called teams are told; all of them are told",
      description =
          "A place moved by more than 100 m: distances and travel times of the teams that have not"
              + " answered are reckoned anew, and, unless enough teams come, a wave as large as the"
              + " first is called around the new place.")
  AlertView update(
      @PathVariable UUID id,
      @RequestBody @Valid AlertPatch patch,
      @AuthenticationPrincipal Caller caller) {
    requireAlertInScope(caller, id);
    return AlertView.of(
        Results.done(
            updates.update(
                id,
                caller.subject(),
                alert -> {
                  patch.requireKnownPlace(jurisdictions, alert.issued().jurisdiction());
                  return patch.on(alert.details());
                })));
  }

  @PostMapping("/{id}/waves")
  @Operation(summary = "Open the next wave by hand")
  AlertView openWave(
      @PathVariable UUID id,
      @RequestBody(required = false) @Valid AlertActions.@Nullable NextWave wave,
      @AuthenticationPrincipal Caller caller) {
    Integer after = wave == null ? null : wave.afterWave();
    return run(
        id,
        caller,
        new AlertCommand.OpenNextWave(caller.subject(), after, caller.scope().orElse(null)));
  }

  @PostMapping("/{id}/resolution")
  @Operation(summary = "End the alert with its outcome")
  AlertView resolve(
      @PathVariable UUID id,
      @RequestBody @Valid AlertActions.Resolution resolution,
      @AuthenticationPrincipal Caller caller) {
    return run(
        id,
        caller,
        new AlertCommand.Resolve(
            caller.subject(), Objects.requireNonNull(resolution.outcome()), resolution.note()));
  }

  @PostMapping("/{id}/cancellation")
  @Operation(summary = "End an alert that should not have been")
  AlertView cancel(
      @PathVariable UUID id,
      @RequestBody @Valid AlertActions.Cancellation cancellation,
      @AuthenticationPrincipal Caller caller) {
    return run(
        id,
        caller,
        new AlertCommand.Cancel(caller.subject(), Objects.requireNonNull(cancellation.reason())));
  }

  private AlertView run(UUID id, Caller caller, AlertCommand command) {
    requireAlertInScope(caller, id);
    return AlertView.of(Results.done(commands.run(id, command)));
  }

  private void requireAlertInScope(Caller caller, UUID id) {
    Scope.require(
        caller, queries.findJurisdiction(id).orElseThrow(() -> ProblemException.notFound("alert")));
  }

  /** Null for no cursor: the first page. */
  static @Nullable After after(@Nullable String cursor) {
    Cursor.TimeAndId last = Cursor.timeAndId(cursor);
    return last == null ? null : new After(last.time(), last.id());
  }
}
