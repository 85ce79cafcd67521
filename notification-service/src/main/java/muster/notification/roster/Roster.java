package muster.notification.roster;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import muster.notification.stream.MembershipListener;
import muster.notification.stream.TeamMembers;
import org.jspecify.annotations.Nullable;

/**
 * This service's own copy of who is in which team and who is on duty. One thread writes, any thread
 * reads; a reader may see a team a moment before its members' index, which is as if it had asked a
 * moment earlier.
 */
public final class Roster implements TeamMembers {
  private record Team(long version, List<TeamSnapshot.Member> members, List<String> accounts) {}

  private record Duty(long version, boolean onDuty) {}

  private final Map<String, Team> teams = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> teamsOfAccount = new ConcurrentHashMap<>();
  private final Map<String, Duty> duties = new ConcurrentHashMap<>();
  private volatile @Nullable MembershipListener listener;

  /**
   * From now on, of each account that comes to a team or leaves one.
   *
   * @param changes called by the one thread that writes
   */
  public void tell(MembershipListener changes) {
    listener = changes;
  }

  /** Ignores a snapshot that is older than the one it has. */
  public void accept(TeamSnapshot snapshot) {
    Team known = teams.get(snapshot.teamId());
    if (known != null && known.version() > snapshot.version()) {
      return;
    }
    List<String> accounts =
        snapshot.members().stream()
            .map(TeamSnapshot.Member::subject)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .distinct()
            .toList();
    Team team = new Team(snapshot.version(), List.copyOf(snapshot.members()), accounts);
    teams.put(snapshot.teamId(), team);
    if (known != null) {
      for (String account : known.accounts()) {
        if (!accounts.contains(account)) {
          leave(account, snapshot.teamId());
        }
      }
    }
    for (String account : accounts) {
      join(account, snapshot.teamId());
    }
    List<String> before = known == null ? List.of() : known.accounts();
    tellOfChanges(snapshot.teamId(), before, accounts);
  }

  /** The team is gone. */
  public void forgetTeam(String teamId) {
    Team known = teams.remove(teamId);
    if (known != null) {
      known.accounts().forEach(account -> leave(account, teamId));
      tellOfChanges(teamId, known.accounts(), List.of());
    }
  }

  /** Ignores a snapshot that is older than the one it has. */
  public void accept(PresenceSnapshot snapshot) {
    duties.compute(
        snapshot.volunteerId(),
        (id, known) ->
            known != null && known.version() > snapshot.version()
                ? known
                : new Duty(snapshot.version(), snapshot.onDuty()));
  }

  public void forgetPresence(String volunteerId) {
    duties.remove(volunteerId);
  }

  @Override
  public Collection<String> accountsOf(String teamId) {
    Team team = teams.get(teamId);
    return team == null ? List.of() : team.accounts();
  }

  @Override
  public Collection<String> accountsOf(String teamId, Collection<String> volunteerIds) {
    Team team = teams.get(teamId);
    return team == null
        ? List.of()
        : team.members().stream()
            .filter(member -> volunteerIds.contains(member.volunteerId()))
            .map(TeamSnapshot.Member::subject)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .toList();
  }

  @Override
  public Collection<String> teamsOf(String account) {
    return teamsOfAccount.getOrDefault(account, Set.of());
  }

  /** Empty when the account is not in the team. */
  public Optional<TeamSnapshot.Member> findMember(String teamId, String account) {
    Team team = teams.get(teamId);
    return team == null
        ? Optional.empty()
        : team.members().stream().filter(member -> account.equals(member.subject())).findFirst();
  }

  public List<TeamSnapshot.Member> listOnDuty(String teamId) {
    Team team = teams.get(teamId);
    return team == null
        ? List.of()
        : team.members().stream().filter(member -> isOnDuty(member.volunteerId())).toList();
  }

  public boolean isOnDuty(String volunteerId) {
    Duty duty = duties.get(volunteerId);
    return duty != null && duty.onDuty();
  }

  /** Numbers for the metrics. */
  public Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new HashMap<>();
    sizes.put("teams", teams.size());
    sizes.put("accounts", teamsOfAccount.size());
    sizes.put("presences", duties.size());
    return sizes;
  }

  private void tellOfChanges(String teamId, List<String> before, List<String> now) {
    MembershipListener told = listener;
    if (told != null) {
      now.stream()
          .filter(account -> !before.contains(account))
          .forEach(account -> told.joined(account, teamId));
      before.stream()
          .filter(account -> !now.contains(account))
          .forEach(account -> told.left(account, teamId));
    }
  }

  private void join(String account, String teamId) {
    // Nearly everybody is in one team: an immutable set of one costs a sixth of a hash set.
    teamsOfAccount.merge(account, Set.of(teamId), Roster::union);
  }

  private void leave(String account, String teamId) {
    teamsOfAccount.computeIfPresent(
        account,
        (id, known) -> {
          Set<String> left =
              known.stream().filter(team -> !team.equals(teamId)).collect(Collectors.toSet());
          return left.isEmpty() ? null : Set.copyOf(left);
        });
  }

  private static Set<String> union(Set<String> some, Set<String> more) {
    if (some.containsAll(more)) {
      return some;
    }
    Set<String> all = new LinkedHashSet<>(some);
    all.addAll(more);
    return Set.copyOf(all);
  }
}
