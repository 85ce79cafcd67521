package muster.dispatch.alert;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAsked.Kind;
import org.jspecify.annotations.Nullable;

/** A team's request for help that nobody has taken in hand. */
public record OpenHelp(
    UUID taskId, String teamId, String teamName, Kind kind, @Nullable String text, Instant at) {

  /** Of an alert that is not over, in the order in which the teams were called first. */
  static List<OpenHelp> listOf(AlertState.Issued alert) {
    return switch (alert) {
      case AlertState.Running running ->
          running.tasks().values().stream()
              .flatMap(
                  task ->
                      task.openHelp().stream()
                          .map(
                              help ->
                                  new OpenHelp(
                                      task.id(),
                                      task.teamId(),
                                      task.teamName(),
                                      help.kind(),
                                      help.text(),
                                      help.at())))
              .toList();
      case AlertState.Ended over -> List.of();
    };
  }
}
