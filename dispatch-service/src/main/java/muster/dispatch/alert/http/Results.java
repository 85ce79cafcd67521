package muster.dispatch.alert.http;

import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.Rejection;
import muster.dispatch.alert.command.CommandResult;
import muster.dispatch.problem.Problems;

/** A command's result in the terms of HTTP. */
final class Results {
  private Results() {}

  static AlertState.Issued done(CommandResult result) {
    return switch (result) {
      case CommandResult.Done done -> done.alert();
      case CommandResult.Refused refused -> throw problem(refused.rejection());
    };
  }

  static RuntimeException problem(Rejection rejection) {
    return switch (rejection) {
      case NO_SUCH_ALERT -> Problems.notFound("alert");
      case UNKNOWN_TASK -> Problems.notFound("task");
      case ALERT_OVER,
          NOT_ACKNOWLEDGED,
          ON_STANDBY,
          ALREADY_ACKNOWLEDGED,
          ALREADY_DECLINED,
          ALREADY_WITHDRAWN,
          ALREADY_COMPLETED,
          ALREADY_COVERED,
          TOO_MANY_WAVES,
          STALE,
          TEAM_ON_OTHER_ALERT ->
          Problems.conflict(rejection.name(), rejection.explanation());
    };
  }
}
