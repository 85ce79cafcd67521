package muster.dispatch.alert.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.AlertOrigin;
import muster.contracts.dispatch.CallOutTerms;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertDecider;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.Decision;
import muster.dispatch.alert.command.AlertCommands;
import muster.dispatch.alert.command.TeamSearch;
import muster.dispatch.alert.postgres.IdempotencyKeys;
import muster.dispatch.alert.view.AlertView;
import muster.dispatch.event.TimeOrderedIds;
import muster.dispatch.policy.CallOutPolicies;
import muster.dispatch.problem.Problems;
import muster.dispatch.team.Selection;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** From a valid request to an alert, or to what one would find. */
final class AlertIssuing {
  private final AlertCommands commands;
  private final TeamSearch teamSearch;
  private final CallOutPolicies policies;
  private final IdempotencyKeys idempotencyKeys;
  private final Clock clock;
  private final JsonMapper mapper;

  AlertIssuing(
      AlertCommands commands,
      TeamSearch teamSearch,
      CallOutPolicies policies,
      IdempotencyKeys idempotencyKeys,
      Clock clock,
      JsonMapper mapper) {
    this.commands = commands;
    this.teamSearch = teamSearch;
    this.policies = policies;
    this.idempotencyKeys = idempotencyKeys;
    this.clock = clock;
    this.mapper = mapper;
  }

  /** In one trip to the database; when that fails, step by step, which says why. */
  IdempotencyKeys.Answer issue(AlertRequest request, Caller caller, String key) {
    var once = new IdempotencyKeys.Request(caller.subject(), key, hash(request), clock.instant());
    try {
      return idempotencyKeys.onceIfNew(
          once,
          claim ->
              Results.done(
                  commands.runNewInOneTrip(
                      command(request, caller), alert -> claim.keep(answer(alert)))));
    } catch (DataIntegrityViolationException somebodyWasFaster) {
      return issueStepByStep(request, caller, once);
    }
  }

  /** The key was used before, or another alert holds a team that the index proposed. */
  private IdempotencyKeys.Answer issueStepByStep(
      AlertRequest request, Caller caller, IdempotencyKeys.Request once) {
    var outcome =
        idempotencyKeys.once(
            once,
            claim ->
                Results.done(
                    commands.runNew(command(request, caller), alert -> claim.keep(answer(alert)))));
    return switch (outcome) {
      case IdempotencyKeys.Outcome.Answered answered -> answered.answer();
      case IdempotencyKeys.Outcome.KeyReused reused -> throw Problems.idempotencyKeyReused();
    };
  }

  Selection preview(AlertRequest request, Caller caller) {
    var issue = command(request, caller);
    Instant now = clock.instant();
    return switch (AlertDecider.decide(AlertState.notIssued(), issue, now)) {
      case Decision.Accepted accepted ->
          teamSearch.find(
              issue.alertId(), issue.category(), accepted.callOut().orElseThrow().search(), now);
      case Decision.Rejected rejected -> throw new IllegalStateException(rejected.toString());
    };
  }

  private IdempotencyKeys.Answer answer(AlertState.Issued alert) {
    return new IdempotencyKeys.Answer(
        HttpStatus.CREATED.value(),
        "/api/alerts/" + alert.issued().alertId(),
        mapper.writeValueAsString(AlertView.of(alert)));
  }

  private AlertCommand.Issue command(AlertRequest request, Caller caller) {
    CallOutTerms terms = policies.terms(request.checkedCategory(), request.teamsNeeded());
    UUID alertId = TimeOrderedIds.next();
    return new AlertCommand.Issue(
        alertId,
        caller.subject(),
        AlertOrigin.commandCenter(),
        request.checkedCategory(),
        request.details(),
        request.checkedJurisdiction(),
        terms);
  }

  /** Of what was understood: spaces and the order of fields don't make another request. */
  private byte[] hash(AlertRequest request) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(mapper.writeValueAsBytes(request));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
