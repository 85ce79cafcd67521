package muster.volunteer.team.command;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.outbox.spring.EventOutbox;
import muster.volunteer.republication.command.StandingRecords;
import muster.volunteer.team.Team;
import org.jspecify.annotations.Nullable;

/** Teams as they are. */
public final class StandingTeams implements StandingRecords {
  private final TeamTable table;
  private final MemberAccounts accounts;
  private final EventOutbox outbox;
  private final Duration interval;

  public StandingTeams(
      TeamTable table, MemberAccounts accounts, EventOutbox outbox, Duration interval) {
    this.table = table;
    this.accounts = accounts;
    this.outbox = outbox;
    this.interval = interval;
  }

  @Override
  public String kind() {
    return "teams";
  }

  @Override
  public Duration interval() {
    return interval;
  }

  /** Who changes a member's account locks the team before that is committed. */
  @Override
  public @Nullable String tellAgain(String after, int limit) {
    List<String> ids = table.idsAfter(after, limit);
    if (ids.isEmpty()) {
      return null;
    }
    List<Team> teams = List.copyOf(table.lock(ids).values());
    Map<String, Optional<String>> members =
        accounts.accounts(
            teams.stream()
                .flatMap(team -> team.members().stream())
                .map(Team.Member::volunteerId)
                .distinct()
                .toList());
    outbox.append(
        teams.stream().map(team -> outbox.event(team.snapshot(members), team.version())).toList());
    return ids.getLast();
  }
}
