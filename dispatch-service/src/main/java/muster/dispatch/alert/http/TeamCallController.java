package muster.dispatch.alert.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import muster.apiedge.ProblemException;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.volunteer.TeamSnapshot;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertQueries;
import muster.dispatch.alert.AlertQueries.AlertPlace;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.TaskView;
import muster.dispatch.alert.command.AlertCommands;
import muster.dispatch.alert.command.TeamCalls;
import muster.dispatch.team.TeamIndex;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a dispatcher does to one team of an alert in the own jurisdiction, and the one thing that is
 * done to a team of it which an alert elsewhere has called; all is idempotent.
 */
@RestController
@Tag(name = "Teams of an alert")
final class TeamCallController {
  private final TeamCalls calls;
  private final AlertCommands commands;
  private final AlertAccess access;
  private final TeamIndex teams;
  private final DeskResults results;

  TeamCallController(
      TeamCalls calls,
      AlertCommands commands,
      AlertAccess access,
      TeamIndex teams,
      AlertQueries queries) {
    this.calls = calls;
    this.commands = commands;
    this.access = access;
    this.teams = teams;
    this.results = new DeskResults(queries);
  }

  @PostMapping("/api/alerts/{id}/tasks")
  @Operation(
      summary = "Assign a team by hand",
      description =
          "Wherever it is, in whatever wave; it is kept when it comes, also beyond the need. One that"
              + " is on standby is kept at once, past those in line before it. Refused when it is on"
              + " another alert (TEAM_ON_OTHER_ALERT), or nobody of it is on duty who does not come"
              + " with another team already (NOBODY_ON_DUTY). It tells how far the team is, so it is"
              + " recorded as a preview is.")
  TaskView assign(
      @PathVariable AlertReference id,
      @RequestBody @Valid TeamCallActions.Assignment assignment,
      @AuthenticationPrincipal Caller caller) {
    AlertPlace alert = access.requireAlert(caller, id);
    String teamId = Objects.requireNonNull(assignment.teamId());
    AlertState.Issued after =
        results.done(
            alert.alertId(),
            calls.assign(alert.alertId(), teamId, caller, now -> requireTeam(caller, now, teamId)));
    return after.tasks().values().stream()
        .filter(task -> task.teamId().equals(teamId))
        .findAny()
        .map(task -> TaskView.of(after.issued(), task, after.version()))
        .orElseThrow();
  }

  /**
   * Of the caller's scope, or one that a wave of the alert might call; any other is answered like
   * one that is not.
   */
  private void requireTeam(Caller caller, AlertState.Issued alert, String teamId) {
    boolean callable =
        teams
            .findTeam(teamId)
            .map(TeamSnapshot::jurisdiction)
            .filter(
                team ->
                    caller.covers(team)
                        || (alert instanceof AlertState.Running running
                            && running.mayCallFrom(team)))
            .isPresent();
    if (!callable && alert instanceof AlertState.Running) {
      throw ProblemException.notFound("team");
    }
  }

  @PostMapping("/api/tasks/{id}/calls")
  @Operation(
      summary = "Call the team again",
      description =
          "Also one that was not reached, declined or was stood down. It is kept when it comes. One on"
              + " standby has said already that it comes (ON_STANDBY): assign it by hand. Recorded as"
              + " assigning is.")
  TaskView callAgain(@PathVariable UUID id, @AuthenticationPrincipal Caller caller) {
    return view(
        TaskFollowing.run(
            () -> access.requireTask(caller, id),
            task -> calls.callAgain(task.alertId(), task.taskId(), task.teamId(), caller)));
  }

  @PostMapping("/api/tasks/{id}/telephone-calls")
  @Operation(
      summary = "Write down that the team was rung up, and what became of it; also after the end",
      description =
          "It stands in the timeline, and the last one with the task. It delivers nothing: a team"
              + " that no device has confirmed for stays unreached, and what a member says goes to"
              + " answers. The same within 10 seconds is one call. Of an alert that was merged it"
              + " goes to the task in the other one.")
  TaskView telephone(
      @PathVariable UUID id,
      @RequestBody @Valid TeamCallActions.TelephoneResult body,
      @AuthenticationPrincipal Caller caller) {
    String teamId = access.requireTask(caller, id).teamId();
    String volunteerId = body.volunteerId();
    if (volunteerId != null && !HeardAnswerController.isMember(teams, teamId, volunteerId)) {
      throw ProblemException.invalid("volunteerId", HeardAnswerController.NO_MEMBER);
    }
    return view(
        TaskFollowing.run(
            () -> access.requireTask(caller, id),
            task ->
                commands.run(
                    task.alertId(),
                    new AlertCommand.NoteTelephoneCall(
                        task.taskId(),
                        caller.subject(),
                        volunteerId,
                        Objects.requireNonNull(body.result())))));
  }

  @PostMapping("/api/tasks/{id}/stand-down")
  @Operation(
      summary = "Stand one team down",
      description =
          "Its place is filled as if it had withdrawn; no wave calls it again, unless the alert is"
              + " reopened. Also for whoever is responsible for a team that an alert elsewhere has"
              + " called.")
  TaskView standDown(
      @PathVariable UUID id,
      @RequestBody @Valid TeamCallActions.StandDown body,
      @AuthenticationPrincipal Caller caller) {
    String reason = Objects.requireNonNull(body.reason());
    return view(
        TaskFollowing.run(
            () -> access.requireTaskOrTeam(caller, id),
            task ->
                commands.run(
                    task.alertId(),
                    new AlertCommand.StandDown(task.taskId(), caller.subject(), reason))));
  }

  @PostMapping("/api/tasks/{id}/help/acknowledgement")
  @Operation(
      summary = "Take the team's requests for help in hand",
      description =
          "They are open, and stand in the alert, until somebody does. The team is told. Whatever"
              + " the team does by then; not after the alert's end.")
  TaskView acknowledgeHelp(
      @PathVariable UUID id,
      @RequestBody(required = false) @Valid TeamCallActions.@Nullable HelpAcknowledgement body,
      @AuthenticationPrincipal Caller caller) {
    Instant askedUntil = body == null ? null : body.askedUntil();
    return view(
        TaskFollowing.run(
            () -> access.requireTask(caller, id),
            task ->
                commands.run(
                    task.alertId(),
                    new AlertCommand.AcknowledgeHelp(
                        task.taskId(), caller.subject(), askedUntil))));
  }

  private TaskView view(TaskFollowing ran) {
    AlertState.Issued after = results.done(ran.place().alertId(), ran.result());
    return TaskView.of(
        after.issued(), after.findTask(ran.place().taskId()).orElseThrow(), after.version());
  }
}
