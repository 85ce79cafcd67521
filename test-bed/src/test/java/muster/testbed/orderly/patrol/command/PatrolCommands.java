package muster.testbed.orderly.patrol.command;

import java.time.Instant;
import muster.testbed.orderly.patrol.PatrolRules;
import muster.testbed.orderly.patrol.postgres.PatrolTable;

public record PatrolCommands(PatrolTable table) {
  public boolean isOver(Instant now) {
    return PatrolRules.isOver(table.readEnd(), now);
  }
}
