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
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import muster.apiedge.Cursor;
import muster.apiedge.Jurisdictions;
import muster.apiedge.ListFilters;
import muster.apiedge.Page;
import muster.apiedge.ProblemException;
import muster.apiedge.Scope;
import muster.apiedge.spring.IdempotencyKey;
import muster.apiedge.spring.NeverInConflict;
import muster.apiedge.spring.RequestHash;
import muster.apiedge.spring.Text;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.Category;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.problem.ProblemType;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertQueries;
import muster.dispatch.alert.AlertQueries.After;
import muster.dispatch.alert.AlertQueries.AlertFilter;
import muster.dispatch.alert.AlertQueries.ListedTask;
import muster.dispatch.alert.AlertQueries.TaskFilter;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.AlertView;
import muster.dispatch.alert.KeptAnswer;
import muster.dispatch.alert.Rejection;
import muster.dispatch.alert.RepeatableRequest;
import muster.dispatch.alert.TaskState;
import muster.dispatch.alert.TaskView;
import muster.dispatch.alert.command.AlertCommands;
import muster.dispatch.alert.command.AlertIssuing;
import muster.dispatch.alert.command.IssueResult;
import muster.dispatch.policy.CallOutPolicies;
import muster.dispatch.team.Selection;
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
  private static final String WITH_TASKS =
      "Whether the answer has the alert's tasks, of which there may be hundreds";

  private final AlertIssuing issuing;
  private final AlertCommands commands;
  private final AlertQueries queries;
  private final CallOutPolicies policies;
  private final Clock clock;
  private final JsonMapper mapper;

  AlertController(
      AlertIssuing issuing,
      AlertCommands commands,
      AlertQueries queries,
      CallOutPolicies policies,
      Clock clock,
      JsonMapper mapper) {
    this.issuing = issuing;
    this.commands = commands;
    this.queries = queries;
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
      @Parameter(description = WITH_TASKS) @RequestParam(defaultValue = "false") boolean tasks,
      @RequestBody @Valid AlertRequest request,
      @AuthenticationPrincipal Caller caller) {
    Scope.require(caller, request.checkedJurisdiction());
    var once =
        new RepeatableRequest(
            caller.subject(), key, RequestHash.of(mapper, request), clock.instant());
    return switch (issuing.issue(
        once, request.command(caller, policies), alert -> answer(alert, tasks))) {
      case IssueResult.Answered(KeptAnswer answer) -> response(answer);
      case IssueResult.KeyReused reused ->
          throw new ProblemException(ProblemType.IDEMPOTENCY_KEY_REUSED);
      case IssueResult.Refused(Rejection rejection) -> throw Results.problem(rejection);
    };
  }

  private KeptAnswer answer(AlertState.Issued alert, boolean tasks) {
    return new KeptAnswer(
        HttpStatus.CREATED.value(),
        "/api/alerts/" + alert.issued().alertId(),
        mapper.writeValueAsString(view(alert, tasks)));
  }

  private static AlertView view(AlertState.Issued alert, boolean tasks) {
    AlertView view = AlertView.of(alert);
    return tasks ? view : view.withoutTasks();
  }

  private static ResponseEntity<String> response(KeptAnswer answer) {
    ResponseEntity.BodyBuilder response = ResponseEntity.status(answer.status());
    if (answer.location() != null) {
      response.header(HttpHeaders.LOCATION, answer.location());
    }
    return response.contentType(MediaType.APPLICATION_JSON).body(answer.body());
  }

  @NeverInConflict
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
      @Parameter(description = "OPEN stands for all that have not ended; several with commas")
          @RequestParam(required = false)
          @Nullable List<StatusFilter> status,
      @Parameter(description = "Several with commas") @RequestParam(required = false)
          @Nullable List<Category> category,
      @RequestParam(required = false)
          @Pattern(regexp = Jurisdictions.FORM, message = Jurisdictions.MESSAGE) @Nullable String jurisdiction,
      @Parameter(description = "Issued then or later") @RequestParam(required = false)
          @Nullable Instant from,
      @Parameter(description = "Issued before") @RequestParam(required = false)
          @Nullable Instant to,
      @Parameter(description = "Part of the headline, description, address or note")
          @RequestParam(required = false)
          @Text(max = Limits.SEARCH)
          @Nullable String search,
      @Parameter(
              description =
                  "Whether each alert comes with its tasks, of which it may have" + " hundreds")
          @RequestParam(defaultValue = "true")
          boolean tasks,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = Page.USUAL_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @AuthenticationPrincipal Caller caller) {
    JurisdictionCode within =
        Scope.within(caller, jurisdiction == null ? null : new JurisdictionCode(jurisdiction));
    ListFilters.requireInOrder(from, to);
    AlertFilter filter =
        new AlertFilter(
            within,
            StatusFilter.statuses(ListFilters.oneOf("status", status)),
            ListFilters.oneOf("category", category),
            from,
            to,
            search,
            after(cursor));
    Page<AlertView> page =
        Page.of(
            queries.listAlerts(filter, limit + 1),
            limit,
            alert -> Cursor.of(alert.issuedAt(), alert.id()));
    return tasks ? new Page<>(queries.withTasks(page.items()), page.nextCursor()) : page;
  }

  @GetMapping("/{id}")
  @Operation(summary = "One alert with its tasks")
  AlertView get(@PathVariable UUID id, @AuthenticationPrincipal Caller caller) {
    AlertView alert = queries.findAlert(id).orElseThrow(() -> ProblemException.notFound("alert"));
    Scope.require(caller, alert.jurisdiction());
    return alert;
  }

  @GetMapping("/{id}/tasks")
  @Operation(summary = "The alert's tasks, in the order in which the teams were called")
  Page<TaskView> tasks(
      @PathVariable UUID id,
      @Parameter(description = "Several with commas") @RequestParam(required = false)
          @Nullable List<TaskState> state,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = Page.USUAL_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @AuthenticationPrincipal Caller caller) {
    requireAlertInScope(caller, id);
    TaskFilter filter =
        new TaskFilter(
            ListFilters.oneOf("state", state),
            Objects.requireNonNullElse(Cursor.number(cursor), 0L));
    return Page.of(
            queries.listTasksOf(id, filter, limit + 1), limit, last -> Cursor.of(last.position()))
        .map(ListedTask::task);
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
  @Operation(summary = "Update what the called teams are told; all of them are told")
  AlertView update(
      @PathVariable UUID id,
      @Parameter(description = WITH_TASKS) @RequestParam(defaultValue = "false") boolean tasks,
      @RequestBody @Valid AlertPatch patch,
      @AuthenticationPrincipal Caller caller) {
    requireAlertInScope(caller, id);
    return view(
        Results.done(
            commands.runOn(
                id,
                alert ->
                    new AlertCommand.UpdateDetails(caller.subject(), patch.on(alert.details())))),
        tasks);
  }

  @PostMapping("/{id}/waves")
  @Operation(summary = "Open the next wave by hand")
  AlertView openWave(
      @PathVariable UUID id,
      @Parameter(description = WITH_TASKS) @RequestParam(defaultValue = "false") boolean tasks,
      @RequestBody(required = false) @Valid AlertActions.@Nullable NextWave wave,
      @AuthenticationPrincipal Caller caller) {
    Integer after = wave == null ? null : wave.afterWave();
    return run(id, caller, tasks, new AlertCommand.OpenNextWave(caller.subject(), after));
  }

  @PostMapping("/{id}/resolution")
  @Operation(summary = "End the alert with its outcome")
  AlertView resolve(
      @PathVariable UUID id,
      @Parameter(description = WITH_TASKS) @RequestParam(defaultValue = "false") boolean tasks,
      @RequestBody @Valid AlertActions.Resolution resolution,
      @AuthenticationPrincipal Caller caller) {
    return run(
        id,
        caller,
        tasks,
        new AlertCommand.Resolve(
            caller.subject(), Objects.requireNonNull(resolution.outcome()), resolution.note()));
  }

  @PostMapping("/{id}/cancellation")
  @Operation(summary = "End an alert that should not have been")
  AlertView cancel(
      @PathVariable UUID id,
      @Parameter(description = WITH_TASKS) @RequestParam(defaultValue = "false") boolean tasks,
      @RequestBody @Valid AlertActions.Cancellation cancellation,
      @AuthenticationPrincipal Caller caller) {
    return run(
        id,
        caller,
        tasks,
        new AlertCommand.Cancel(caller.subject(), Objects.requireNonNull(cancellation.reason())));
  }

  private AlertView run(UUID id, Caller caller, boolean tasks, AlertCommand command) {
    requireAlertInScope(caller, id);
    return view(Results.done(commands.run(id, command)), tasks);
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
