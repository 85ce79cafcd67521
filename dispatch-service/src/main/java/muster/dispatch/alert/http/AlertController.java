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
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import muster.apiedge.Cursor;
import muster.apiedge.Jurisdictions;
import muster.apiedge.Page;
import muster.apiedge.ProblemException;
import muster.apiedge.Scope;
import muster.apiedge.spring.IdempotencyKey;
import muster.apiedge.spring.RequestHash;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.dispatch.Category;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.problem.ProblemType;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertQueries;
import muster.dispatch.alert.AlertQueries.After;
import muster.dispatch.alert.AlertQueries.AlertFilter;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.AlertStatus;
import muster.dispatch.alert.AlertView;
import muster.dispatch.alert.KeptAnswer;
import muster.dispatch.alert.Rejection;
import muster.dispatch.alert.RepeatableRequest;
import muster.dispatch.alert.command.AlertCommands;
import muster.dispatch.alert.command.AlertIssuing;
import muster.dispatch.alert.command.IssueResult;
import muster.dispatch.policy.CallOutPolicies;
import muster.dispatch.team.Selection;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
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
  static {
    SpringDocUtils.getConfig().replaceWithClass(AlertReference.class, String.class);
  }

  private final AlertIssuing issuing;
  private final AlertCommands commands;
  private final AlertQueries queries;
  private final AlertAccess access;
  private final CallOutPolicies policies;
  private final Clock clock;
  private final JsonMapper mapper;

  AlertController(
      AlertIssuing issuing,
      AlertCommands commands,
      AlertQueries queries,
      AlertAccess access,
      CallOutPolicies policies,
      Clock clock,
      JsonMapper mapper) {
    this.issuing = issuing;
    this.commands = commands;
    this.queries = queries;
    this.access = access;
    this.policies = policies;
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
  @Operation(summary = "Which teams an alert would call, and why not others; nothing is stored")
  Selection preview(
      @RequestBody @Valid AlertRequest request, @AuthenticationPrincipal Caller caller) {
    Scope.require(caller, request.checkedJurisdiction());
    return issuing.preview(request.command(caller, policies));
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
  @Operation(
      summary = "One alert with its tasks",
      description = "The ETag is its detailsVersion, which PATCH takes as If-Match.")
  AlertView get(
      @PathVariable AlertReference id,
      @AuthenticationPrincipal Caller caller,
      ServerHttpResponse response) {
    return tagged(
        response,
        queries
            .findAlert(alertInScope(caller, id))
            .orElseThrow(() -> ProblemException.notFound("alert")));
  }

  @GetMapping("/{id}/timeline")
  @Operation(summary = "All that happened, in order")
  Page<TimelineEntryView> timeline(
      @PathVariable AlertReference id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = Limits.USUAL_TIMELINE_PAGE) @Min(1) @Max(Limits.TIMELINE_PAGE) int limit,
      @AuthenticationPrincipal Caller caller) {
    UUID alertId = alertInScope(caller, id);
    var found =
        queries
            .listTimeline(alertId, Objects.requireNonNullElse(Cursor.number(cursor), 0L), limit + 1)
            .stream()
            .map(TimelineEntryView::of)
            .toList();
    return Page.of(found, limit, entry -> Cursor.of(entry.version()));
  }

  @PatchMapping("/{id}")
  @Operation(
      summary = "Update what the called teams are told, the category or the number needed",
      description = "All called teams are told.")
  AlertView update(
      @PathVariable AlertReference id,
      @Parameter(description = "The ETag that was seen; 412 if the details have changed since")
          @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody @Valid AlertPatch patch,
      @AuthenticationPrincipal Caller caller,
      ServerHttpResponse response) {
    Set<Integer> allowed = DetailsVersions.allowed(ifMatch);
    return tagged(
        response,
        AlertView.of(
            Results.done(
                commands.runOn(
                    alertInScope(caller, id),
                    alert -> patch.on(alert, caller, policies, allowed)))));
  }

  /**
   * Past Spring's own handling of the header: it would answer If-None-Match with 304, though teams
   * have answered since.
   */
  private static AlertView tagged(ServerHttpResponse response, AlertView alert) {
    Integer version = alert.detailsVersion();
    if (version != null) {
      response.getHeaders().setETag(DetailsVersions.tag(version));
    }
    return alert;
  }

  @PostMapping("/{id}/waves")
  @Operation(summary = "Open the next wave by hand")
  AlertView openWave(
      @PathVariable AlertReference id,
      @RequestBody(required = false) @Valid AlertActions.@Nullable NextWave wave,
      @AuthenticationPrincipal Caller caller) {
    Integer after = wave == null ? null : wave.afterWave();
    return run(id, caller, new AlertCommand.OpenNextWave(caller.subject(), after));
  }

  @PostMapping("/{id}/resolution")
  @Operation(summary = "End the alert with its outcome")
  AlertView resolve(
      @PathVariable AlertReference id,
      @RequestBody @Valid AlertActions.Resolution resolution,
      @AuthenticationPrincipal Caller caller) {
    return run(
        id,
        caller,
        new AlertCommand.Resolve(
            caller.subject(), Objects.requireNonNull(resolution.outcome()), resolution.note()));
  }

  @PutMapping("/{id}/resolution")
  @Operation(summary = "Correct the outcome of a resolved alert")
  AlertView correct(
      @PathVariable AlertReference id,
      @RequestBody @Valid AlertActions.Resolution resolution,
      @AuthenticationPrincipal Caller caller) {
    return run(
        id,
        caller,
        new AlertCommand.CorrectOutcome(
            caller.subject(), Objects.requireNonNull(resolution.outcome()), resolution.note()));
  }

  @PostMapping("/{id}/reopening")
  @Operation(
      summary = "Open an alert again within a day of its end",
      description =
          "Teams within the last radius are called, but for those who declined. Nobody is engaged:"
              + " what was done before does not cover it.")
  AlertView reopen(
      @PathVariable AlertReference id,
      @RequestBody(required = false) @Valid AlertActions.@Nullable Reopening body,
      @AuthenticationPrincipal Caller caller) {
    String reason = body == null ? null : body.reason();
    return run(id, caller, new AlertCommand.Reopen(caller.subject(), reason));
  }

  @PostMapping("/{id}/notes")
  @Operation(summary = "Write something down, for the command center; also after the end")
  AlertView addNote(
      @PathVariable AlertReference id,
      @RequestBody @Valid AlertActions.Note note,
      @AuthenticationPrincipal Caller caller) {
    return run(
        id,
        caller,
        new AlertCommand.AddNote(caller.subject(), Objects.requireNonNull(note.text())));
  }

  @PostMapping("/{id}/cancellation")
  @Operation(summary = "End an alert that should not have been")
  AlertView cancel(
      @PathVariable AlertReference id,
      @RequestBody @Valid AlertActions.Cancellation cancellation,
      @AuthenticationPrincipal Caller caller) {
    return run(
        id,
        caller,
        new AlertCommand.Cancel(caller.subject(), Objects.requireNonNull(cancellation.reason())));
  }

  private AlertView run(AlertReference id, Caller caller, AlertCommand command) {
    return AlertView.of(Results.done(commands.run(alertInScope(caller, id), command)));
  }

  private UUID alertInScope(Caller caller, AlertReference reference) {
    return access.requireAlert(caller, reference).alertId();
  }

  /** Null for no cursor: the first page. */
  static @Nullable After after(@Nullable String cursor) {
    Cursor.TimeAndId last = Cursor.timeAndId(cursor);
    return last == null ? null : new After(last.time(), last.id());
  }
}
