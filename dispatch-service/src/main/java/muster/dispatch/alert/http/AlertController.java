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
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import muster.apiedge.Cursor;
import muster.apiedge.Jurisdictions;
import muster.apiedge.KnownJurisdictions;
import muster.apiedge.ListFilters;
import muster.apiedge.Page;
import muster.apiedge.ProblemException;
import muster.apiedge.Scope;
import muster.apiedge.spring.IdempotencyKey;
import muster.apiedge.spring.NeverInConflict;
import muster.apiedge.spring.RequestHash;
import muster.apiedge.spring.Text;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.dispatch.Category;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.problem.ProblemType;
import muster.contracts.text.TextRule;
import muster.dispatch.alert.AlertQueries;
import muster.dispatch.alert.AlertQueries.After;
import muster.dispatch.alert.AlertQueries.AlertFilter;
import muster.dispatch.alert.AlertQueries.ListedTask;
import muster.dispatch.alert.AlertQueries.TaskFilter;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.AlertView;
import muster.dispatch.alert.Exercises;
import muster.dispatch.alert.KeptAnswer;
import muster.dispatch.alert.NearbyAlert;
import muster.dispatch.alert.Preview;
import muster.dispatch.alert.Rejection;
import muster.dispatch.alert.RepeatableRequest;
import muster.dispatch.alert.TaskState;
import muster.dispatch.alert.TaskView;
import muster.dispatch.alert.command.AlertIssuing;
import muster.dispatch.alert.command.AlertPreviews;
import muster.dispatch.alert.command.CommandResult;
import muster.dispatch.alert.command.DetailsUpdates;
import muster.dispatch.alert.command.IssueResult;
import muster.dispatch.policy.CallOutPolicies;
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

  static final String WITH_TASKS =
      "Whether the answer has the alert's tasks, of which there may be hundreds";

  private final AlertIssuing issuing;
  private final AlertPreviews previews;
  private final DetailsUpdates updates;
  private final AlertQueries queries;
  private final AlertAccess access;
  private final DeskResults results;
  private final CallOutPolicies policies;
  private final Exercises exercises;
  private final KnownJurisdictions jurisdictions;
  private final Clock clock;
  private final JsonMapper mapper;

  AlertController(
      AlertIssuing issuing,
      AlertPreviews previews,
      DetailsUpdates updates,
      AlertQueries queries,
      AlertAccess access,
      CallOutPolicies policies,
      Exercises exercises,
      KnownJurisdictions jurisdictions,
      Clock clock,
      JsonMapper mapper) {
    this.issuing = issuing;
    this.previews = previews;
    this.updates = updates;
    this.queries = queries;
    this.access = access;
    this.results = new DeskResults(queries);
    this.policies = policies;
    this.exercises = exercises;
    this.jurisdictions = jurisdictions;
    this.clock = clock;
    this.mapper = mapper;
  }

  @PostMapping
  @Operation(
      summary = "Issue an alert: the nearest teams are called at once",
      description =
          "Running alerts of the same category within 1,000 m, issued or opened again within 24"
              + " hours, are in the answer as nearby; an alert that repeats one of them can be merged"
              + " into it. The ETag is the version of its details, which PATCH takes as If-Match.")
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
    request.requireKnownPlace(jurisdictions, caller);
    var once =
        new RepeatableRequest(
            caller.subject(), key, RequestHash.of(mapper, request), clock.instant());
    return switch (issuing.issue(
        once,
        request.command(caller, policies, exercises),
        caller,
        (alert, nearby) -> answer(alert, nearby, tasks))) {
      case IssueResult.Answered(KeptAnswer answer) -> response(answer);
      case IssueResult.KeyReused reused ->
          throw new ProblemException(ProblemType.IDEMPOTENCY_KEY_REUSED);
      case IssueResult.Refused(Rejection rejection) -> throw Results.problem(rejection);
    };
  }

  private KeptAnswer answer(AlertState.Issued alert, List<NearbyAlert> nearby, boolean tasks) {
    return new KeptAnswer(
        HttpStatus.CREATED.value(),
        "/api/alerts/" + alert.issued().alertId(),
        mapper.writeValueAsString(view(alert, tasks).withNearby(nearby)));
  }

  static AlertView view(AlertState.Issued alert, boolean tasks) {
    AlertView view = AlertView.of(alert);
    return tasks ? view : view.withoutTasks();
  }

  private static ResponseEntity<String> response(KeptAnswer answer) {
    ResponseEntity.BodyBuilder response = ResponseEntity.status(answer.status());
    if (answer.location() != null) {
      response.header(HttpHeaders.LOCATION, answer.location());
    }
    return response
        .eTag(DetailsVersions.tag(DetailsVersions.OF_A_NEW_ALERT))
        .contentType(MediaType.APPLICATION_JSON)
        .body(answer.body());
  }

  @NeverInConflict
  @PostMapping("/preview")
  @Operation(
      summary = "Which teams an alert would call, and why not others",
      description =
          "What issuing it now would do at once, with all waves that would open; no team is held"
              + " and no alert stored. It tells how far people are, so each preview is recorded, and"
              + " an account may have 30 within a minute, other places that alerts are moved to"
              + " included. Running alerts of the same category within 1,000 m, issued or opened"
              + " again within 24 hours, are shown as nearby.")
  @ApiResponse(responseCode = "200")
  @ApiResponse(
      responseCode = "429",
      description = "Too many previews; Retry-After says when the next one is possible",
      content = @Content)
  Preview preview(
      @RequestBody @Valid AlertRequest request, @AuthenticationPrincipal Caller caller) {
    request.requireKnownPlace(jurisdictions, caller);
    return switch (previews.preview(caller, request.command(caller, policies, exercises))) {
      case AlertPreviews.Result.Shown(Preview preview) -> preview;
      case AlertPreviews.Result.TooMany(Duration retryAfter) -> throw Results.tooMany(retryAfter);
    };
  }

  @GetMapping
  @Operation(
      summary = "Alerts in the caller's jurisdiction, newest first",
      description =
          "And those elsewhere that have called teams of it (guest: true), with what concerns a"
              + " guest: what the called teams are told, what became of it, and the tasks of the"
              + " caller's own teams.")
  Page<AlertView> list(
      @Parameter(description = "OPEN stands for all that have not ended; several with commas")
          @RequestParam(required = false)
          @Nullable List<StatusFilter> status,
      @Parameter(description = "Several with commas") @RequestParam(required = false)
          @Nullable List<Category> category,
      @RequestParam(required = false)
          @Pattern(regexp = Jurisdictions.FORM, message = Jurisdictions.MESSAGE) @Nullable String jurisdiction,
      @Parameter(
              description =
                  "True: only alerts elsewhere that have called teams of the jurisdiction; false:"
                      + " none of those")
          @RequestParam(required = false)
          @Nullable Boolean guest,
      @Parameter(description = "Issued then or later") @RequestParam(required = false)
          @Nullable Instant from,
      @Parameter(description = "Issued before") @RequestParam(required = false)
          @Nullable Instant to,
      @Parameter(
              description =
                  "Part of the headline, description, address or note of the end; or of a note that"
                      + " was written down about an alert in the caller's own jurisdiction")
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
            Scope.within(caller, null),
            within,
            guest,
            StatusFilter.statuses(ListFilters.oneOf("status", status)),
            ListFilters.oneOf("category", category),
            from,
            to,
            search == null ? null : TextRule.normalized(search),
            after(cursor));
    Page<AlertView> page =
        Page.of(
            queries.listAlerts(filter, limit + 1),
            limit,
            alert -> Cursor.of(alert.issuedAt(), alert.id()));
    Page<AlertView> found =
        tasks ? new Page<>(queries.withTasks(page.items()), page.nextCursor()) : page;
    return found.map(alert -> AlertAccess.seenBy(caller, alert));
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "One alert with its tasks and notes",
      description =
          "Of the notes the latest 50, newest first, with the number of all; the others are in the"
              + " timeline. The ETag is its detailsVersion, which PATCH takes as If-Match. Whoever"
              + " is responsible for"
              + " a team that the alert has called from elsewhere gets what concerns a guest, with"
              + " the tasks of the own teams.")
  AlertView get(
      @PathVariable AlertReference id,
      @AuthenticationPrincipal Caller caller,
      ServerHttpResponse response) {
    return tagged(response, access.requireView(caller, id));
  }

  @GetMapping("/{id}/tasks")
  @Operation(summary = "The alert's tasks, in the order in which the teams were called")
  Page<TaskView> tasks(
      @PathVariable AlertReference id,
      @Parameter(description = "Several with commas") @RequestParam(required = false)
          @Nullable List<TaskState> state,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = Page.USUAL_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @AuthenticationPrincipal Caller caller) {
    UUID alertId = alertInScope(caller, id);
    TaskFilter filter =
        new TaskFilter(
            ListFilters.oneOf("state", state),
            Objects.requireNonNullElse(Cursor.number(cursor), 0L));
    return Page.of(
            queries.listTasksOf(alertId, filter, limit + 1),
            limit,
            last -> Cursor.of(last.position()))
        .map(ListedTask::task);
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
      description =
          "All called teams are told. A place moved by more than 100 m: distances and travel times"
              + " of the teams that are not there yet are reckoned anew, and, unless enough teams"
              + " come, a wave as large as the first is called around the new place. What members"
              + " have said of their own time of arrival stays. That tells how"
              + " far people are from there: it is recorded as a preview is, and counts among the"
              + " 30 that an account may have within a minute.")
  @ApiResponse(responseCode = "200")
  @ApiResponse(
      responseCode = "429",
      description = "Too many places asked about; Retry-After says when the next one is possible",
      content = @Content)
  AlertView update(
      @PathVariable AlertReference id,
      @Parameter(description = WITH_TASKS) @RequestParam(defaultValue = "false") boolean tasks,
      @Parameter(description = "The ETag that was seen; 412 if the details have changed since")
          @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Nullable String ifMatch,
      @RequestBody @Valid AlertPatch patch,
      @AuthenticationPrincipal Caller caller,
      ServerHttpResponse response) {
    Set<Integer> allowed = DetailsVersions.allowed(ifMatch);
    UUID alertId = alertInScope(caller, id);
    return switch (updates.update(
        caller,
        alertId,
        alert -> {
          patch.requireKnownPlace(jurisdictions, alert.issued().jurisdiction());
          return patch.on(alert, caller, policies, allowed);
        })) {
      case DetailsUpdates.Result.Ran(CommandResult result) ->
          tagged(response, view(results.done(alertId, result), tasks));
      case DetailsUpdates.Result.TooMany(Duration retryAfter) -> throw Results.tooMany(retryAfter);
    };
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

  private UUID alertInScope(Caller caller, AlertReference reference) {
    return access.requireAlert(caller, reference).alertId();
  }

  /** Null for no cursor: the first page. */
  static @Nullable After after(@Nullable String cursor) {
    Cursor.TimeAndId last = Cursor.timeAndId(cursor);
    return last == null ? null : new After(last.time(), last.id());
  }
}
