package muster.dispatch.alert.http;

import java.time.Duration;
import muster.apiedge.ProblemException;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.Rejection;
import muster.dispatch.alert.command.CommandResult;
import org.springframework.http.HttpHeaders;

/** A command's result in the terms of HTTP. */
final class Results {
  /** By then the first of a full minute's messages is a minute old, whenever it was sent. */
  private static final String RETRY_MESSAGE_AFTER_SECONDS = "60";

  private Results() {}

  static AlertState.Issued done(CommandResult result) {
    return switch (result) {
      case CommandResult.Done done -> done.alert();
      case CommandResult.Refused refused -> throw problem(refused.rejection());
    };
  }

  static ProblemException tooMany(Duration retryAfter) {
    return new ProblemException(
        Problem.of(ProblemType.TOO_MANY_REQUESTS)
            .withHeader(
                HttpHeaders.RETRY_AFTER,
                Long.toString(Math.max(1, Math.ceilDiv(retryAfter.toMillis(), 1_000)))));
  }

  static ProblemException problem(Rejection rejection) {
    return switch (rejection) {
      case NO_SUCH_ALERT -> ProblemException.notFound("alert");
      case DETAILS_CHANGED -> new ProblemException(ProblemType.PRECONDITION_FAILED);
      case UNKNOWN_TASK -> ProblemException.notFound("task");
      case MESSAGES_TOO_FAST ->
          new ProblemException(
              Problem.of(ProblemType.TOO_MANY_REQUESTS, rejection.explanation())
                  .withHeader(HttpHeaders.RETRY_AFTER, RETRY_MESSAGE_AFTER_SECONDS));
      case ALERT_OVER,
          NOT_OVER,
          NOT_RESOLVED,
          OVER_FOR_LONG,
          MERGED,
          OTHER_ALERT_OVER,
          HELP_OPEN,
          EXERCISE_AND_REAL,
          NOT_ACKNOWLEDGED,
          ON_STANDBY,
          ALREADY_ACKNOWLEDGED,
          WITHDRAWN_TOO_OFTEN,
          ALREADY_DECLINED,
          ALREADY_WITHDRAWN,
          ALREADY_COMPLETED,
          PERSON_ON_OTHER_TASK,
          STOOD_DOWN_BY_HAND,
          NOBODY_ON_DUTY,
          NOT_ESCALATED,
          ALREADY_ACCEPTED,
          NOBODY_COMES,
          TEAM_HAS_NO_PART,
          TOO_MANY_MESSAGES,
          ALREADY_COVERED,
          TOO_MANY_WAVES,
          STALE,
          TEAM_ON_OTHER_ALERT,
          PERSON_ON_OTHER_ALERT ->
          new ProblemException(Problem.conflict(rejection.name(), rejection.explanation()));
    };
  }
}
