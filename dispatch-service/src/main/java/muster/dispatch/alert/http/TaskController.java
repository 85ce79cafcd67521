package muster.dispatch.alert.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import muster.apiedge.Cursor;
import muster.apiedge.ListFilters;
import muster.apiedge.Page;
import muster.apiedge.ProblemException;
import muster.contracts.access.Caller;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertCommand.TaskCommand;
import muster.dispatch.alert.AlertQueries;
import muster.dispatch.alert.AlertQueries.After;
import muster.dispatch.alert.AlertQueries.TaskPlace;
import muster.dispatch.alert.MyTaskView;
import muster.dispatch.alert.Task;
import muster.dispatch.alert.TaskState;
import muster.dispatch.alert.command.AlertCommands;
import muster.dispatch.alert.http.TaskActions.Standing;
import muster.dispatch.team.Membership;
import muster.dispatch.team.TeamIndex;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tasks, for the teams that were called. Every member may act for the team; all is idempotent. */
@RestController
@RequestMapping("/api/tasks")
@Tag(name = "Tasks")
final class TaskController {
  private final AlertCommands commands;
  private final AlertQueries queries;
  private final TeamIndex teams;

  TaskController(AlertCommands commands, AlertQueries queries, TeamIndex teams) {
    this.commands = commands;
    this.queries = queries;
    this.teams = teams;
  }

  @GetMapping
  @Operation(summary = "The tasks of the caller's teams, newest first")
  Page<MyTaskView> list(
      @Parameter(description = "Several with commas") @RequestParam(required = false)
          @Nullable List<TaskState> state,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = Page.USUAL_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @AuthenticationPrincipal Caller caller) {
    After after = AlertController.after(cursor);
    List<String> mine =
        teams.listMemberships(caller.subject()).stream().map(Membership::teamId).toList();
    var found = queries.listTasks(mine, ListFilters.oneOf("state", state), after, limit + 1);
    return Page.of(found, limit, task -> Cursor.of(task.offeredAt(), task.id()));
  }

  @PostMapping("/{id}/acknowledgement")
  @Operation(summary = "We come: the first teams are in, later ones on standby by rank")
  Standing acknowledge(
      @PathVariable UUID id,
      @RequestBody(required = false) @Valid TaskActions.@Nullable Acknowledgement body,
      @AuthenticationPrincipal Caller caller) {
    Integer etaSeconds = body == null ? null : body.etaSeconds();
    return run(caller, new AlertCommand.Acknowledge(id, caller.subject(), etaSeconds));
  }

  @PostMapping("/{id}/decline")
  @Operation(summary = "We don't come")
  Standing decline(
      @PathVariable UUID id,
      @RequestBody(required = false) @Valid TaskActions.@Nullable Decline body,
      @AuthenticationPrincipal Caller caller) {
    String reason = body == null ? null : body.reason();
    return run(caller, new AlertCommand.Decline(id, caller.subject(), reason));
  }

  @PostMapping("/{id}/withdrawal")
  @Operation(summary = "We said yes and can't come after all; the first standby moves up")
  Standing withdraw(
      @PathVariable UUID id,
      @RequestBody(required = false) @Valid TaskActions.@Nullable Withdrawal body,
      @AuthenticationPrincipal Caller caller) {
    String reason = body == null ? null : body.reason();
    return run(caller, new AlertCommand.Withdraw(id, caller.subject(), reason));
  }

  @PostMapping("/{id}/progress")
  @Operation(summary = "On the way, or there")
  Standing progress(
      @PathVariable UUID id,
      @RequestBody @Valid TaskActions.Progress body,
      @AuthenticationPrincipal Caller caller) {
    return run(
        caller,
        new AlertCommand.Progress(id, caller.subject(), Objects.requireNonNull(body.state())));
  }

  @PostMapping("/{id}/completion")
  @Operation(summary = "Our part is done")
  Standing complete(
      @PathVariable UUID id,
      @RequestBody(required = false) @Valid TaskActions.@Nullable Completion body,
      @AuthenticationPrincipal Caller caller) {
    String note = body == null ? null : body.note();
    return run(caller, new AlertCommand.Complete(id, caller.subject(), note));
  }

  private Standing run(Caller caller, TaskCommand command) {
    TaskPlace place =
        queries.findTask(command.taskId()).orElseThrow(() -> ProblemException.notFound("task"));
    boolean member =
        teams.listMemberships(caller.subject()).stream()
            .anyMatch(membership -> membership.teamId().equals(place.teamId()));
    if (!member) {
      throw new ProblemException(Problem.of(ProblemType.FORBIDDEN, "This task is another team's."));
    }
    Task task =
        Results.done(commands.run(place.alertId(), command))
            .findTask(command.taskId())
            .orElseThrow();
    return new Standing(task.state(), task.rank());
  }
}
