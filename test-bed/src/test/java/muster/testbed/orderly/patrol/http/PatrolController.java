package muster.testbed.orderly.patrol.http;

import java.time.Instant;
import muster.testbed.orderly.patrol.command.PatrolCommands;

public record PatrolController(PatrolCommands commands) {
  public String get(Instant now) {
    return commands.isOver(now) ? "over" : "under way";
  }
}
