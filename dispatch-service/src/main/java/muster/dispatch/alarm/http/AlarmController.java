package muster.dispatch.alarm.http;

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
import muster.apiedge.Page;
import muster.apiedge.ProblemException;
import muster.apiedge.Scope;
import muster.apiedge.spring.Required;
import muster.contracts.access.Caller;
import muster.contracts.access.Role;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.dispatch.alarm.Alarm;
import muster.dispatch.alarm.AlarmCommand;
import muster.dispatch.alarm.AlarmId;
import muster.dispatch.alarm.AlarmRejection;
import muster.dispatch.alarm.AlarmView;
import muster.dispatch.alarm.command.AlarmCommands;
import muster.dispatch.alarm.command.AlarmResult;
import muster.dispatch.alert.AlertQueries;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Alarms, for the command center. Whoever leads alerts acts on those of the own jurisdiction; what
 * is about the system is everybody's, also the operators'.
 */
@RestController
@RequestMapping("/api/alarms")
@Tag(name = "Alarms")
final class AlarmController {
  static {
    SpringDocUtils.getConfig().replaceWithClass(AlarmId.class, String.class);
  }

  /** All that a city has on a usual day come at once. */
  private static final int MAX_LIMIT = 1_000;

  private static final String USUAL_LIMIT = "1000";

  private static final String ID =
      "Its condition, its subject and the first event that it comes from, joined by colons";

  private final AlarmCommands commands;
  private final AlertQueries alerts;

  AlarmController(AlarmCommands commands, AlertQueries alerts) {
    this.commands = commands;
    this.alerts = alerts;
  }

  @GetMapping
  @Operation(
      summary = "Alarms in scope that stand, or that nobody has seen",
      description =
          "High ones first, of a priority the newest first. What is gone and was never"
              + " acknowledged stays for a day. Those about the system are everybody's, and have no"
              + " jurisdiction. What happens to them comes on the stream, topic dispatch.alarms.")
  Page<AlarmView> list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = USUAL_LIMIT) @Min(1) @Max(MAX_LIMIT) int limit,
      @AuthenticationPrincipal Caller caller) {
    List<Alarm> found = commands.list(Scope.within(caller, null), after(cursor), limit + 1);
    return Page.of(found, limit, alarm -> Cursor.of(alarm.id().text())).map(AlarmView::of);
  }

  @PostMapping("/{id}/acknowledgement")
  @Operation(
      summary = "Have an alarm in hand: it is silent at all desks",
      description =
          "It stays until its cause is gone; a low one is gone with that. Whoever is first: for"
              + " others, and again, nothing changes. A high one whose alert the account does nothing"
              + " about within 60 s sounds again, one level up, and is nobody's. REPORT_OVERDUE and"
              + " LEAD_GONE are found by the pages: the first that is done about one writes it down,"
              + " that of a report with the jurisdiction in the body. Where one stands for the same"
              + " subject, by whatever first event, it is the one that is meant.")
  AlarmView acknowledge(
      @Parameter(description = ID) @PathVariable AlarmId id,
      @RequestBody(required = false) @Valid AlarmActions.@Nullable Acknowledging body,
      @AuthenticationPrincipal Caller caller) {
    return run(
        id,
        body == null ? null : body.jurisdiction(),
        caller,
        new AlarmCommand.Acknowledge(caller.subject(), caller.name()));
  }

  @PostMapping("/{id}/shelving")
  @Operation(
      summary = "Shelve an alarm for 5, 15 or 60 minutes",
      description =
          "It is silent, and stays in sight with the reason; it ends by itself. Shelving it again"
              + " begins the time anew. Not high ones (PRIORITY), nor one whose cause is gone (GONE).")
  AlarmView shelve(
      @Parameter(description = ID) @PathVariable AlarmId id,
      @RequestBody @Valid AlarmActions.Shelving body,
      @AuthenticationPrincipal Caller caller) {
    return run(
        id,
        body.jurisdiction(),
        caller,
        new AlarmCommand.Shelve(
            caller.subject(), caller.name(), body.time(), Objects.requireNonNull(body.reason())));
  }

  @DeleteMapping("/{id}/shelving")
  @Operation(summary = "Shelve an alarm no more; of one that is not, nothing changes")
  AlarmView endShelving(
      @Parameter(description = ID) @PathVariable AlarmId id,
      @AuthenticationPrincipal Caller caller) {
    return run(id, null, caller, new AlarmCommand.EndShelving(caller.subject()));
  }

  private AlarmView run(
      AlarmId id, @Nullable JurisdictionCode where, Caller caller, AlarmCommand command) {
    Alarm known = commands.find(id).orElse(null);
    if (known != null) {
      requireMayAct(caller, known.jurisdiction());
      return view(commands.run(known.id(), command).orElseThrow(AlarmController::unknown));
    }
    if (command instanceof AlarmCommand.EndShelving) {
      throw unknown();
    }
    return view(commands.runOnFound(id, foundAt(id, where, caller), command));
  }

  /** Where an alarm is that pages have found. */
  private JurisdictionCode foundAt(AlarmId id, @Nullable JurisdictionCode where, Caller caller) {
    JurisdictionCode found =
        switch (id.condition()) {
          case REPORT_OVERDUE -> {
            subject(id);
            if (where == null) {
              throw ProblemException.invalid("jurisdiction", Required.MESSAGE);
            }
            yield where;
          }
          case LEAD_GONE ->
              alerts.findPlace(subject(id)).orElseThrow(AlarmController::unknown).jurisdiction();
          case NOBODY_REACHED,
              ALERT_STUCK,
              TARGET_PASSED,
              WAVES_USED_UP,
              DELIVERY_OUT,
              HELP_CALLED,
              ESCALATION_OPEN,
              STREAM_LOST,
              TEAM_GONE,
              NOT_MOVING,
              CONSUMER_LAGS,
              OUTBOX_AGES,
              WAVE_SHORT,
              TEAM_REPLACED,
              CLUE ->
              throw unknown();
        };
    requireMayAct(caller, found);
    return found;
  }

  private static @Nullable AlarmId after(@Nullable String cursor) {
    String last = Cursor.key(cursor);
    try {
      return last == null ? null : AlarmId.of(last);
    } catch (IllegalArgumentException e) {
      throw Cursor.unknown();
    }
  }

  private static UUID subject(AlarmId id) {
    try {
      return UUID.fromString(id.subject());
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  /** An operator watches: who silences an alert's alarm is somebody who can act on it. */
  private static void requireMayAct(Caller caller, @Nullable JurisdictionCode jurisdiction) {
    if (jurisdiction == null) {
      Scope.within(caller, null);
      return;
    }
    Scope.require(caller, jurisdiction);
    if (!caller.hasAny(Role.DISPATCHER, Role.OFFICER)) {
      throw new ProblemException(ProblemType.FORBIDDEN);
    }
  }

  private static AlarmView view(AlarmResult result) {
    return switch (result) {
      case AlarmResult.Done(Alarm alarm) -> AlarmView.of(alarm);
      case AlarmResult.Refused(AlarmRejection rejection) ->
          throw new ProblemException(Problem.conflict(rejection.name(), rejection.explanation()));
    };
  }

  private static ProblemException unknown() {
    return ProblemException.notFound("alarm");
  }
}
