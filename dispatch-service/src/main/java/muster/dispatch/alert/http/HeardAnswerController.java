package muster.dispatch.alert.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import muster.apiedge.ProblemException;
import muster.apiedge.spring.Required;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertCommand.TaskCommand;
import muster.dispatch.alert.AlertQueries;
import muster.dispatch.alert.AlertQueries.TaskPlace;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.Respondent;
import muster.dispatch.alert.TaskView;
import muster.dispatch.alert.command.AlertCommands;
import muster.dispatch.alert.command.AvailableMembers;
import muster.dispatch.team.TeamIndex;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What a member has said on the phone or the radio, given by whoever heard it; idempotent. */
@RestController
@Tag(name = "Teams of an alert")
final class HeardAnswerController {
  static final String VOLUNTEER_ID = "[A-Za-z0-9._-]{1,64}";

  static final String NO_MEMBER = "is nobody of the task's team";

  private final AlertCommands commands;
  private final AlertAccess access;
  private final TeamIndex teams;
  private final AvailableMembers available;
  private final DeskResults results;

  HeardAnswerController(
      AlertCommands commands,
      AlertAccess access,
      TeamIndex teams,
      AvailableMembers available,
      AlertQueries queries) {
    this.commands = commands;
    this.access = access;
    this.teams = teams;
    this.available = available;
    this.results = new DeskResults(queries);
  }

  enum Answer {
    COMES,
    CANNOT
  }

  /** Not in the app: there members answer for themselves. */
  enum Said {
    PHONE,
    RADIO;

    MemberAnswered.Said inEvents() {
      return switch (this) {
        case PHONE -> MemberAnswered.Said.PHONE;
        case RADIO -> MemberAnswered.Said.RADIO;
      };
    }
  }

  record HeardAnswer(
      @Required @Pattern(regexp = VOLUNTEER_ID, message = "must be 1 to 64 of A-Z a-z 0-9 . _ -") @Nullable String volunteerId,
      @Required @Nullable Answer answer,
      @Schema(description = "The member's own estimate; only of one who comes")
          @Min(0) @Max(Limits.ETA_SECONDS) @Nullable Integer etaSeconds,
      @Required @Nullable Said said) {}

  @PostMapping("/api/tasks/{id}/answers")
  @Operation(
      summary = "Answer for a member who rang up",
      description =
          "As the member would in the app; CANNOT of one who comes is a withdrawal. The member is"
              + " one of the task's team, on duty or not.")
  TaskView answer(
      @PathVariable UUID id,
      @RequestBody @Valid HeardAnswer body,
      @AuthenticationPrincipal Caller caller) {
    String teamId = access.requireTask(caller, id).teamId();
    String volunteerId = Objects.requireNonNull(body.volunteerId());
    if (body.answer() == Answer.CANNOT && body.etaSeconds() != null) {
      throw ProblemException.invalid("etaSeconds", "only of one who comes");
    }
    if (!isMember(teams, teamId, volunteerId)) {
      throw ProblemException.invalid("volunteerId", NO_MEMBER);
    }
    Respondent who =
        new Respondent(
            volunteerId, caller.subject(), Objects.requireNonNull(body.said()).inEvents());
    TaskFollowing ran =
        TaskFollowing.run(
            () -> access.requireTask(caller, id),
            task -> commands.runOn(task.alertId(), alert -> command(alert, task, who, body)));
    AlertState.Issued after = results.done(ran.place().alertId(), ran.result());
    return TaskView.of(
        after.issued(), after.findTask(ran.place().taskId()).orElseThrow(), after.version());
  }

  static boolean isMember(TeamIndex teams, String teamId, String volunteerId) {
    return teams
        .findTeam(teamId)
        .filter(
            team ->
                team.members().stream()
                    .anyMatch(member -> member.volunteerId().equals(volunteerId)))
        .isPresent();
  }

  private TaskCommand command(
      AlertState.Issued alert, TaskPlace place, Respondent who, HeardAnswer body) {
    UUID taskId = place.taskId();
    return switch (Objects.requireNonNull(body.answer())) {
      case COMES -> new AlertCommand.Acknowledge(taskId, who, body.etaSeconds());
      case CANNOT ->
          alert.findTask(taskId).filter(task -> task.isComing(who)).isPresent()
              ? new AlertCommand.Withdraw(taskId, who, null, othersThan(who, place))
              : new AlertCommand.Decline(taskId, who, null, false, othersThan(who, place));
    };
  }

  private Set<String> othersThan(Respondent who, TaskPlace place) {
    return available.othersThan(who.volunteerId(), place.teamId(), place.alertId());
  }
}
