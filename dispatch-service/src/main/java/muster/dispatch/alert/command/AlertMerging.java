package muster.dispatch.alert.command;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.AlertState.Running;
import muster.dispatch.alert.MergeRules;
import muster.dispatch.alert.Rejection;
import muster.dispatch.alert.postgres.PersonCommitmentTable;
import muster.dispatch.alert.postgres.TeamCommitmentTable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.TransactionStatus;

/**
 * Makes one alert of two, in one transaction: the one case in which two of them are changed
 * together. Their rows are locked in the order of their ids, so that two mergers of the same two
 * wait for each other one after the other and not in a circle. Who comes is held by one of them or
 * the other at every moment.
 */
public final class AlertMerging {
  private static final int MAX_ATTEMPTS = 3;

  private final AlertCommands commands;
  private final TeamCommitmentTable teams;
  private final PersonCommitmentTable people;
  private final Supplier<UUID> ids;

  public AlertMerging(
      AlertCommands commands,
      TeamCommitmentTable teams,
      PersonCommitmentTable people,
      Supplier<UUID> ids) {
    this.commands = commands;
    this.teams = teams;
    this.people = people;
    this.ids = ids;
  }

  /**
   * @param into another alert than {@code from}
   * @return the alert that goes on
   */
  public CommandResult merge(UUID from, UUID into, String by) {
    if (from.equals(into)) {
      throw new IllegalArgumentException(from + " into itself");
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return commands.decided(transaction -> inTransaction(transaction, from, into, by));
      } catch (ConcurrencyFailureException raced) {
        if (attempt == MAX_ATTEMPTS) {
          throw raced;
        }
      }
    }
  }

  private CommandResult inTransaction(
      TransactionStatus transaction, UUID fromId, UUID intoId, String by) {
    boolean inOrder = fromId.compareTo(intoId) < 0;
    AlertState first = commands.lock(inOrder ? fromId : intoId);
    AlertState second = commands.lock(inOrder ? intoId : fromId);
    AlertState from = inOrder ? first : second;
    if (!((inOrder ? second : first) instanceof AlertState.Issued into)
        || !(from instanceof AlertState.Issued)) {
      return new CommandResult.Refused(Rejection.NO_SUCH_ALERT);
    }
    if (!(from instanceof Running running)) {
      return repeat(transaction, fromId, from, into, by);
    }
    if (!(into instanceof Running other)) {
      return new CommandResult.Refused(Rejection.OTHER_ALERT_OVER);
    }
    if (!Objects.equals(running.issued().exercise(), other.issued().exercise())) {
      return new CommandResult.Refused(Rejection.EXERCISE_AND_REAL);
    }
    return merge(transaction, running, other, by);
  }

  /** Nothing, if it was merged into this one before. */
  private CommandResult repeat(
      TransactionStatus transaction,
      UUID fromId,
      AlertState from,
      AlertState.Issued into,
      String by) {
    AlertCommand.Merge again =
        new AlertCommand.Merge(
            by, into.issued().alertId(), into.issued().number(), new LinkedHashMap<>());
    return switch (commands.decideAndWrite(transaction, fromId, from, again, Moved.NOBODY)) {
      case CommandResult.Done done -> new CommandResult.Done(into, List.of());
      case CommandResult.Refused refused -> refused;
    };
  }

  private CommandResult merge(
      TransactionStatus transaction, Running from, Running into, String by) {
    UUID fromId = from.issued().alertId();
    UUID intoId = into.issued().alertId();
    MergeRules.Plan plan = MergeRules.plan(from, into, by, commands.listEvents(fromId), ids);
    Moved moved = moved(plan);
    teams.move(fromId, intoId, moved.teams());
    people.move(fromId, intoId, moved.people());
    return switch (commands.decideAndWrite(transaction, fromId, from, plan.merge(), moved)) {
      case CommandResult.Done done ->
          commands.decideAndWrite(transaction, intoId, into, plan.takeIn(), moved);
      case CommandResult.Refused refused -> refused;
    };
  }

  private static Moved moved(MergeRules.Plan plan) {
    Set<String> teamIds =
        plan.takeIn().teams().stream()
            .map(team -> team.task().teamId())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new Moved(teamIds, plan.takeIn().peopleComing());
  }
}
