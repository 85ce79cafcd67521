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
import java.util.function.BiFunction;
import muster.apiedge.Cursor;
import muster.apiedge.ListFilters;
import muster.apiedge.Page;
import muster.apiedge.ProblemException;
import muster.contracts.access.Caller;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.contracts.volunteer.TeamSnapshot.Member.Role;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertCommand.Progress;
import muster.dispatch.alert.AlertCommand.TaskCommand;
import muster.dispatch.alert.AlertQueries;
import muster.dispatch.alert.AlertQueries.After;
import muster.dispatch.alert.AlertQueries.TaskPlace;
import muster.dispatch.alert.MyTaskView;
import muster.dispatch.alert.Respondent;
import muster.dispatch.alert.Task;
import muster.dispatch.alert.TaskState;
import muster.dispatch.alert.command.AlertCommands;
import muster.dispatch.alert.command.AvailableMembers;
import muster.dispatch.alert.command.CommandResult;
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

/**
 * Tasks, for the teams that were called. Each member says whether he or she comes; what the team
 * does then, every member may report. All is idempotent.
 */
@RestController
@RequestMapping("/api/tasks")
@Tag(name = "Tasks")
final class TaskController {
  private final AlertCommands commands;
  private final AlertQueries queries;
  private final TeamIndex teams;
  private final AvailableMembers available;

  TaskController(
      AlertCommands commands, AlertQueries queries, TeamIndex teams, AvailableMembers available) {
    this.commands = commands;
    this.queries = queries;
    this.teams = teams;
    this.available = available;
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
  @Operation(
      summary = "I come; the first teams of which somebody comes are in, later ones on standby",
      description =
          "Who has withdrawn from the alert three times is refused (WITHDRAWN_TOO_OFTEN): then the"
              + " command center takes a further yes on the phone or over the radio.")
  Standing acknowledge(
      @PathVariable UUID id,
      @RequestBody(required = false) @Valid TaskActions.@Nullable Acknowledgement body,
      @AuthenticationPrincipal Caller caller) {
    Integer etaSeconds = body == null ? null : body.etaSeconds();
    return run(
        id,
        caller,
        (place, member) ->
            new AlertCommand.Acknowledge(place.taskId(), respondent(member, caller), etaSeconds));
  }

  @PostMapping("/{id}/decline")
  @Operation(
      summary = "I can't come; the team declines when nobody on duty is left, or for all",
      description =
          "Of one who has said yes it is a withdrawal. With forTeam the captain also takes back a"
              + " team that comes: whoever comes with it withdraws.")
  Standing decline(
      @PathVariable UUID id,
      @RequestBody(required = false) @Valid TaskActions.@Nullable Decline body,
      @AuthenticationPrincipal Caller caller) {
    String reason = body == null ? null : body.reason();
    boolean forTeam = body != null && Boolean.TRUE.equals(body.forTeam());
    return run(
        id,
        caller,
        (place, member) -> {
          if (forTeam && member.role() != Role.CAPTAIN) {
            throw new ProblemException(
                Problem.of(ProblemType.FORBIDDEN, "Only the captain answers for the whole team."));
          }
          return new AlertCommand.Decline(
              place.taskId(),
              respondent(member, caller),
              reason,
              forTeam,
              available.othersThan(member.volunteerId(), place.teamId(), place.alertId()));
        });
  }

  @PostMapping("/{id}/withdrawal")
  @Operation(
      summary =
          "I said yes and can't come after all; with the last one the first standby moves up, or"
              + " those of the team who have not answered are asked")
  Standing withdraw(
      @PathVariable UUID id,
      @RequestBody(required = false) @Valid TaskActions.@Nullable Withdrawal body,
      @AuthenticationPrincipal Caller caller) {
    String reason = body == null ? null : body.reason();
    return run(
        id,
        caller,
        (place, member) ->
            new AlertCommand.Withdraw(
                place.taskId(),
                respondent(member, caller),
                reason,
                available.othersThan(member.volunteerId(), place.teamId(), place.alertId())));
  }

  @PostMapping("/{id}/progress")
  @Operation(summary = "On the way, or there")
  Standing progress(
      @PathVariable UUID id,
      @RequestBody @Valid TaskActions.Progress body,
      @AuthenticationPrincipal Caller caller) {
    Progress.Stage stage = Objects.requireNonNull(body.state());
    return run(
        id,
        caller,
        (place, member) -> new AlertCommand.Progress(place.taskId(), caller.subject(), stage));
  }

  @PostMapping("/{id}/help")
  @Operation(summary = "We need help ourselves: the command center is told at once")
  Standing askForHelp(
      @PathVariable UUID id,
      @RequestBody @Valid TaskActions.HelpRequest body,
      @AuthenticationPrincipal Caller caller) {
    var kind = Objects.requireNonNull(body.kind());
    return run(
        id,
        caller,
        (place, member) ->
            new AlertCommand.AskForHelp(place.taskId(), caller.subject(), kind, body.text()));
  }

  @PostMapping("/{id}/completion")
  @Operation(
      summary = "Our part is done",
      description =
          "Once the team is in, also if it has not said that it is on its way or there: it counts as"
              + " having been on scene by then.")
  Standing complete(
      @PathVariable UUID id,
      @RequestBody(required = false) @Valid TaskActions.@Nullable Completion body,
      @AuthenticationPrincipal Caller caller) {
    String note = body == null ? null : body.note();
    return run(
        id,
        caller,
        (place, member) -> new AlertCommand.Complete(place.taskId(), caller.subject(), note));
  }

  private static Respondent respondent(Membership member, Caller caller) {
    return Respondent.inApp(member.volunteerId(), caller.subject());
  }

  private Standing run(
      UUID id, Caller caller, BiFunction<TaskPlace, Membership, TaskCommand> command) {
    TaskFollowing ran = TaskFollowing.run(() -> getTask(id), place -> run(place, caller, command));
    Task task = Results.done(ran.result()).findTask(ran.place().taskId()).orElseThrow();
    return new Standing(task.state(), task.rank());
  }

  private TaskPlace getTask(UUID id) {
    return queries.findTask(id).orElseThrow(() -> ProblemException.notFound("task"));
  }

  private CommandResult run(
      TaskPlace place, Caller caller, BiFunction<TaskPlace, Membership, TaskCommand> command) {
    Membership member =
        teams.listMemberships(caller.subject()).stream()
            .filter(membership -> membership.teamId().equals(place.teamId()))
            .findFirst()
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(ProblemType.FORBIDDEN, "This task is another team's.")));
    return commands.run(place.alertId(), command.apply(place, member));
  }
}
