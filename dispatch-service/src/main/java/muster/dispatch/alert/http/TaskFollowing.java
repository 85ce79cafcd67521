package muster.dispatch.alert.http;

import java.util.function.Function;
import java.util.function.Supplier;
import muster.dispatch.alert.AlertQueries.TaskPlace;
import muster.dispatch.alert.Rejection;
import muster.dispatch.alert.command.CommandResult;

/**
 * What came of a command on a task, and where the task is. One whose alert is merged between the
 * look at where it is and the command is looked up once more, and the command run where its team
 * goes on: who stands a team down, or answers for it, means the team.
 */
record TaskFollowing(TaskPlace place, CommandResult result) {

  /**
   * @param lookUp where the task is now; what it throws is thrown on
   */
  static TaskFollowing run(Supplier<TaskPlace> lookUp, Function<TaskPlace, CommandResult> command) {
    TaskPlace before = lookUp.get();
    CommandResult result = command.apply(before);
    if (result instanceof CommandResult.Refused(Rejection rejection)
        && rejection == Rejection.ALERT_OVER) {
      TaskPlace now = lookUp.get();
      if (!now.equals(before)) {
        return new TaskFollowing(now, command.apply(now));
      }
    }
    return new TaskFollowing(before, result);
  }
}
