package muster.dispatch.alert.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Objects;
import java.util.UUID;
import muster.apiedge.ProblemException;
import muster.apiedge.Scope;
import muster.apiedge.spring.NeverInConflict;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertQueries;
import muster.dispatch.alert.AlertView;
import muster.dispatch.alert.command.AlertCommands;
import muster.dispatch.alert.command.AlertMerging;
import muster.dispatch.alert.command.TeamCalls;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a command center does to an alert but for changing its details. */
@RestController
@RequestMapping("/api/alerts")
@Tag(name = "Alerts")
final class AlertActionController {
  private final AlertCommands commands;
  private final AlertMerging merging;
  private final TeamCalls calls;
  private final AlertAccess access;
  private final DeskResults results;

  AlertActionController(
      AlertCommands commands,
      AlertMerging merging,
      TeamCalls calls,
      AlertAccess access,
      AlertQueries queries) {
    this.commands = commands;
    this.merging = merging;
    this.calls = calls;
    this.access = access;
    this.results = new DeskResults(queries);
  }

  @PostMapping("/{id}/waves")
  @Operation(
      summary = "Open the next wave by hand",
      description =
          "It tells how far the teams are that are called, so it is recorded as a preview is.")
  AlertView openWave(
      @PathVariable AlertReference id,
      @Parameter(description = AlertController.WITH_TASKS) @RequestParam(defaultValue = "false")
          boolean tasks,
      @RequestBody(required = false) @Valid AlertActions.@Nullable NextWave wave,
      @AuthenticationPrincipal Caller caller) {
    Integer after = wave == null ? null : wave.afterWave();
    UUID alertId = access.requireAlert(caller, id).alertId();
    return AlertController.view(
        results.done(alertId, calls.openWave(alertId, after, caller)), tasks);
  }

  @PostMapping("/{id}/resolution")
  @Operation(summary = "End the alert with its outcome")
  AlertView resolve(
      @PathVariable AlertReference id,
      @Parameter(description = AlertController.WITH_TASKS) @RequestParam(defaultValue = "false")
          boolean tasks,
      @RequestBody @Valid AlertActions.Resolution resolution,
      @AuthenticationPrincipal Caller caller) {
    return run(
        id,
        caller,
        tasks,
        new AlertCommand.Resolve(
            caller.subject(), Objects.requireNonNull(resolution.outcome()), resolution.note()));
  }

  @PutMapping("/{id}/resolution")
  @Operation(summary = "Correct the outcome of a resolved alert")
  AlertView correct(
      @PathVariable AlertReference id,
      @Parameter(description = AlertController.WITH_TASKS) @RequestParam(defaultValue = "false")
          boolean tasks,
      @RequestBody @Valid AlertActions.Resolution resolution,
      @AuthenticationPrincipal Caller caller) {
    return run(
        id,
        caller,
        tasks,
        new AlertCommand.CorrectOutcome(
            caller.subject(), Objects.requireNonNull(resolution.outcome()), resolution.note()));
  }

  @PostMapping("/{id}/reopening")
  @Operation(
      summary = "Open an alert again within a day of its end",
      description =
          "Teams within the last radius are called, but for those who declined. Nobody is engaged:"
              + " what was done before does not cover it. Doing it again changes nothing; one that"
              + " never was over is refused (NOT_OVER). It tells how far the teams are that are"
              + " called, so it is recorded as a preview is.")
  AlertView reopen(
      @PathVariable AlertReference id,
      @Parameter(description = AlertController.WITH_TASKS) @RequestParam(defaultValue = "false")
          boolean tasks,
      @RequestBody(required = false) @Valid AlertActions.@Nullable Reopening body,
      @AuthenticationPrincipal Caller caller) {
    String reason = body == null ? null : body.reason();
    UUID alertId = access.requireAlert(caller, id).alertId();
    return AlertController.view(
        results.done(alertId, calls.reopen(alertId, reason, caller)), tasks);
  }

  @PostMapping("/{id}/notes")
  @Operation(
      summary = "Write something down, for the command center; also after the end",
      description = "Not of an alert that was merged (MERGED): nobody would look for it there.")
  AlertView addNote(
      @PathVariable AlertReference id,
      @Parameter(description = AlertController.WITH_TASKS) @RequestParam(defaultValue = "false")
          boolean tasks,
      @RequestBody @Valid AlertActions.Note note,
      @AuthenticationPrincipal Caller caller) {
    return run(
        id,
        caller,
        tasks,
        new AlertCommand.AddNote(caller.subject(), Objects.requireNonNull(note.text())));
  }

  @PostMapping("/{id}/radio-lines")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Write down that a line was read out over the radio; also after the end",
      description =
          "It stands in the timeline. The same line by the same account within 10 seconds is one."
              + " Not of an alert that was merged (MERGED).")
  void readRadioLine(
      @PathVariable AlertReference id,
      @RequestBody @Valid AlertActions.ReadLine line,
      @AuthenticationPrincipal Caller caller) {
    UUID alertId = access.requireAlert(caller, id).alertId();
    results.done(
        alertId,
        commands.run(
            alertId,
            new AlertCommand.ReadRadioLine(caller.subject(), Objects.requireNonNull(line.text()))));
  }

  @PostMapping("/{id}/lead")
  @Operation(
      summary = "Take the lead of a running alert, from whoever has it",
      description =
          "The alert names the account as lead, by what its token calls it. Whoever has it already"
              + " changes nothing. It ends with the alert.")
  AlertView takeLead(
      @PathVariable AlertReference id,
      @Parameter(description = AlertController.WITH_TASKS) @RequestParam(defaultValue = "false")
          boolean tasks,
      @AuthenticationPrincipal Caller caller) {
    return run(id, caller, tasks, new AlertCommand.TakeLead(caller.subject(), caller.name()));
  }

  @DeleteMapping("/{id}/lead")
  @NeverInConflict
  @Operation(
      summary = "Leave the lead of an alert",
      description = "Who does not lead it, or not any more, changes nothing.")
  AlertView leaveLead(
      @PathVariable AlertReference id,
      @Parameter(description = AlertController.WITH_TASKS) @RequestParam(defaultValue = "false")
          boolean tasks,
      @AuthenticationPrincipal Caller caller) {
    return run(id, caller, tasks, new AlertCommand.LeaveLead(caller.subject()));
  }

  @PostMapping("/{id}/messages")
  @Operation(
      summary = "Say something to those who come, or to one team",
      description =
          "Up to 500 characters, on the streams of those it is for and in the timeline. Without"
              + " taskId and teamId it is for all who come, and for no other member of their teams"
              + " (NOBODY_COMES when nobody does). For one team it is for all its members; that may"
              + " also be one that has not answered yet, but none that is out of it"
              + " (TEAM_HAS_NO_PART). The same text to the same teams within 10 seconds is one"
              + " message. An alert may have 12 messages within a minute (429) and 200 in all"
              + " (TOO_MANY_MESSAGES).")
  @ApiResponse(responseCode = "200")
  @ApiResponse(
      responseCode = "429",
      description = "Too many messages within a minute; Retry-After says when to try again",
      content = @Content)
  AlertView sendMessage(
      @PathVariable AlertReference id,
      @Parameter(description = AlertController.WITH_TASKS) @RequestParam(defaultValue = "false")
          boolean tasks,
      @RequestBody @Valid AlertActions.Message message,
      @AuthenticationPrincipal Caller caller) {
    if (message.taskId() != null && message.teamId() != null) {
      throw ProblemException.invalid("teamId", "must not be given together with taskId");
    }
    return run(
        id,
        caller,
        tasks,
        new AlertCommand.SendMessage(
            caller.subject(),
            Objects.requireNonNull(message.text()),
            message.taskId(),
            message.teamId()));
  }

  @PostMapping("/{id}/escalation/acceptance")
  @Operation(
      summary = "Take over an alert that was handed to the caller's jurisdiction",
      description =
          "For a dispatcher or an officer of the jurisdiction that it was handed to, or of one above"
              + " it. While nobody has, and teams are missing, it is told again each minute, ten"
              + " times in all. Whoever is first, whom the alert names as escalation.acceptedBy; a"
              + " repetition by the same account changes nothing. Anybody else is refused"
              + " (ALREADY_ACCEPTED) with acceptedBy and acceptedAt.")
  AlertView acceptEscalation(
      @PathVariable AlertReference id,
      @Parameter(description = AlertController.WITH_TASKS) @RequestParam(defaultValue = "false")
          boolean tasks,
      @AuthenticationPrincipal Caller caller) {
    UUID alertId = access.requireAlert(caller, id).alertId();
    return AlertController.view(
        results.accepted(
            alertId,
            commands.runOn(
                alertId,
                alert -> {
                  JurisdictionCode to = alert.escalatedTo();
                  if (to != null) {
                    Scope.require(caller, to);
                  }
                  return new AlertCommand.AcceptEscalation(caller.subject());
                })),
        tasks);
  }

  @PostMapping("/{id}/cancellation")
  @Operation(summary = "End an alert that should not have been")
  AlertView cancel(
      @PathVariable AlertReference id,
      @Parameter(description = AlertController.WITH_TASKS) @RequestParam(defaultValue = "false")
          boolean tasks,
      @RequestBody @Valid AlertActions.Cancellation cancellation,
      @AuthenticationPrincipal Caller caller) {
    return run(
        id,
        caller,
        tasks,
        new AlertCommand.Cancel(caller.subject(), Objects.requireNonNull(cancellation.reason())));
  }

  @PostMapping("/{id}/merge")
  @Operation(
      summary = "Merge an alert into another one that is about the same",
      description =
          "Who comes or stands by goes on in the other alert and is never without one; offers are"
              + " stood down; clues follow, also later ones. Refused while a team that does not come"
              + " in the other alert has asked for help that nobody has taken in hand (HELP_OPEN), and"
              + " of an exercise with what is none (EXERCISE_AND_REAL). The answer is the alert that"
              + " goes on. A merged alert is not reopened.")
  AlertView merge(
      @PathVariable AlertReference id,
      @Parameter(description = AlertController.WITH_TASKS) @RequestParam(defaultValue = "false")
          boolean tasks,
      @RequestBody @Valid AlertActions.Merge merge,
      @AuthenticationPrincipal Caller caller) {
    UUID from = access.requireAlert(caller, id).alertId();
    UUID into = access.requireAlert(caller, merge.alert()).alertId();
    if (from.equals(into)) {
      throw ProblemException.invalid("into", "must be another alert than this one");
    }
    return AlertController.view(
        results.merged(from, into, merging.merge(from, into, caller.subject())), tasks);
  }

  private AlertView run(AlertReference id, Caller caller, boolean tasks, AlertCommand command) {
    UUID alertId = access.requireAlert(caller, id).alertId();
    return AlertController.view(results.done(alertId, commands.run(alertId, command)), tasks);
  }
}
