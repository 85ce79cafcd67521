package muster.dispatch.team;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import muster.contracts.place.GeoPoint;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import muster.contracts.volunteer.TeamSnapshot.Member;
import muster.dispatch.team.Team.Duty;
import org.jspecify.annotations.Nullable;

/**
 * All teams and where they are, in memory, fed by snapshots in any order and any number of times.
 *
 * <p>Writers are serialized; readers never wait, neither for writers nor for each other. A search
 * that ran while a team changed cells may have looked for it in each cell at the wrong moment, so
 * it looks at every team that has changed cells meanwhile once more, wherever that team is. With
 * everybody moving that is one or two of them; running the search again would mean to be disturbed
 * again.
 */
public final class TeamIndex {
  private final CellGrid grid = new CellGrid();
  private final Map<String, Team> teams = new ConcurrentHashMap<>();
  private final Map<String, Volunteer> volunteers = new ConcurrentHashMap<>();
  private final LinkedAccounts accounts = new LinkedAccounts();
  private final RecentMoves moves = new RecentMoves();

  private final AtomicInteger peopleOnDuty = new AtomicInteger();

  private volatile Consumer<String> onDuty = team -> {};

  /** The writer's alone: sixty thousand teams have a few dozen different sets. */
  private final Map<Set<String>, Set<String>> capabilities = new HashMap<>();

  /**
   * Takes in what a team is now.
   *
   * @return false when an equal or newer version was known already
   */
  public synchronized boolean apply(TeamSnapshot given) {
    Team team = teams.get(given.teamId());
    if (team != null && team.snapshot().version() >= given.version()) {
      return false;
    }
    TeamSnapshot snapshot = compact(given);
    if (team == null) {
      team = new Team(snapshot);
    }
    List<Volunteer> before = team.members;
    List<Member> membersBefore = before.isEmpty() ? List.of() : team.snapshot().members();
    List<Volunteer> after =
        snapshot.members().stream().map(member -> volunteer(member.volunteerId())).toList();
    // Join before leaving, so that nobody who stays is a member of nothing in between.
    for (int i = 0; i < after.size(); i++) {
      Volunteer volunteer = after.get(i);
      if (!volunteer.teams().contains(team)) {
        volunteer.join(team);
      }
      accounts.link(snapshot.members().get(i).subject(), volunteer);
    }
    team.members = after;
    team.become(snapshot);
    teams.put(snapshot.teamId(), team);
    for (int i = 0; i < before.size(); i++) {
      Volunteer volunteer = before.get(i);
      if (!after.contains(volunteer)) {
        volunteer.leave(team);
      }
      accounts.unlink(membersBefore.get(i).subject(), volunteer);
      forgetIfUnknown(volunteer);
    }
    place(team);
    return true;
  }

  /** The team is gone: a tombstone on its topic. */
  public synchronized void removeTeam(String teamId) {
    Team team = teams.remove(teamId);
    if (team == null) {
      return;
    }
    for (long cell : team.cells) {
      grid.remove(cell, team);
    }
    List<Member> members = team.snapshot().members();
    for (int i = 0; i < team.members.size(); i++) {
      Volunteer volunteer = team.members.get(i);
      volunteer.leave(team);
      accounts.unlink(members.get(i).subject(), volunteer);
      forgetIfUnknown(volunteer);
    }
  }

  /**
   * Takes in whether a volunteer is on duty, and where.
   *
   * @return false when an equal or newer version was known already
   */
  public synchronized boolean apply(PresenceSnapshot presence) {
    Volunteer volunteer = volunteer(presence.volunteerId());
    Presence before = volunteer.presence;
    if (before != null && before.version() >= presence.version()) {
      return false;
    }
    become(volunteer, Presence.of(presence));
    volunteer.teams().forEach(this::place);
    return true;
  }

  /** Nothing is known of the volunteer's presence any more: a tombstone on its topic. */
  public synchronized void removePresence(String volunteerId) {
    Volunteer volunteer = volunteers.get(volunteerId);
    if (volunteer != null) {
      become(volunteer, null);
      volunteer.teams().forEach(this::place);
      forgetIfUnknown(volunteer);
    }
  }

  /** Where nobody is on another alert but as a member of a team that is. */
  public Selection select(
      Search search, TravelAssumptions travel, Predicate<String> onOtherAlert, Instant now) {
    return select(search, travel, onOtherAlert, Set.of(), now);
  }

  /**
   * The nearest teams that may be called, each with somebody of its own who can come, if those on
   * another alert are those that are said to be.
   *
   * @param onOtherAlert says of a team id whether it is busy on another alert; asked for every team
   *     looked at, so it has to be fast
   * @param busyPeople ids of people who are on another alert: they count as if off duty
   */
  public Selection select(
      Search search,
      TravelAssumptions travel,
      Predicate<String> onOtherAlert,
      Set<String> busyPeople,
      Instant now) {
    return propose(search, travel, onOtherAlert, busyPeople, now).selection();
  }

  /**
   * The same, with the busy teams that would be called instead if they were free.
   *
   * @param onOtherAlert may be wrong of some teams: whoever knows better asks again
   */
  public Proposal propose(
      Search search,
      TravelAssumptions travel,
      Predicate<String> onOtherAlert,
      Set<String> busyPeople,
      Instant now) {
    TeamSearch run = new TeamSearch(search, travel, onOtherAlert, busyPeople, now);
    for (String waiting : search.waiting()) {
      Team team = teams.get(waiting);
      if (team != null) {
        run.waitsFor(team);
      }
    }
    long firstMove = moves.first();
    run.throughCells(grid, teams.values(), teams.size());
    boolean all = moves.since(firstMove, team -> lookIfThere(run, team));
    if (!all) {
      run.throughAll(teams.values());
    }
    return run.proposal();
  }

  private void lookIfThere(TeamSearch run, Team team) {
    if (teams.get(team.snapshot().teamId()) == team) {
      run.look(team);
    }
  }

  /**
   * How far these teams are from a place, wherever they are and whatever they do, nearest first;
   * those that are not known any more are left out.
   *
   * @param away by a team's id: ids of people who do not come with that team
   */
  public List<Pick> reckon(
      Collection<String> teamIds,
      GeoPoint around,
      TravelAssumptions travel,
      Function<String, Set<String>> away,
      Instant now) {
    return TeamSearch.picks(
        teamIds.stream().flatMap(id -> Stream.ofNullable(teams.get(id))).toList(),
        around,
        travel,
        away,
        now);
  }

  /** False of a team that is not known, too. */
  public boolean isWithin(
      String teamId, GeoPoint around, double meters, TravelAssumptions travel, Instant now) {
    Team team = teams.get(teamId);
    return team != null && team.distance(around, meters, travel, Set.of(), now).meters() <= meters;
  }

  /**
   * Tells of each team of which one more comes on duty from now on.
   *
   * @param listener must not block: whoever writes waits for it
   */
  public void tellWhenOnDuty(Consumer<String> listener) {
    onDuty = listener;
  }

  public Optional<TeamSnapshot> findTeam(String teamId) {
    return Optional.ofNullable(teams.get(teamId)).map(Team::snapshot);
  }

  /**
   * Whether somebody of the team could come without being taken from another one.
   *
   * @param others ids of teams that need somebody of their own before it
   * @param away ids of people who count with none of them
   */
  public boolean hasPeopleOfItsOwn(String teamId, Collection<String> others, Set<String> away) {
    DistinctPeople people = new DistinctPeople();
    others.forEach(other -> people.add(listOnDutyBut(other, away)));
    return people.add(listOnDutyBut(teamId, away));
  }

  private List<String> listOnDutyBut(String teamId, Set<String> away) {
    return listOnDuty(teamId).stream().filter(person -> !away.contains(person)).toList();
  }

  /** Ids of the team's members on duty; none of a team that is not known. */
  public List<String> listOnDuty(String teamId) {
    Team team = teams.get(teamId);
    return team == null ? List.of() : List.of(team.duty().people());
  }

  /** Waits for whoever writes: nothing in it is of another moment than the rest. */
  public synchronized Staffing staffing(String teamId) {
    Team team = teams.get(teamId);
    return team == null
        ? Staffing.DISBANDED
        : new Staffing(
            false,
            team.snapshot().members().stream()
                .map(member -> Staffing.Person.of(member, presence(member.volunteerId())))
                .toList());
  }

  /** The writer's alone; null when nothing is known. */
  private @Nullable Presence presence(String volunteerId) {
    Volunteer volunteer = volunteers.get(volunteerId);
    return volunteer == null ? null : volunteer.presence;
  }

  /** Ids of the teams that the volunteer is a member of. */
  public List<String> listTeamsOf(String volunteerId) {
    Volunteer volunteer = volunteers.get(volunteerId);
    return volunteer == null
        ? List.of()
        : volunteer.teams().stream().map(team -> team.snapshot().teamId()).toList();
  }

  /** Whether this is how the team is, or was before. */
  public boolean knows(TeamSnapshot snapshot) {
    Team team = teams.get(snapshot.teamId());
    return team != null && team.snapshot().version() >= snapshot.version();
  }

  /** Whether this is what the volunteer's presence is, or was before. */
  public synchronized boolean knows(PresenceSnapshot snapshot) {
    Presence presence = presence(snapshot.volunteerId());
    return presence != null && presence.version() >= snapshot.version();
  }

  /**
   * One team, wherever it is and whatever it can do; empty when there is none or nobody of it is on
   * duty.
   *
   * @param away ids of people who count as if off duty
   */
  public Optional<Pick> findOnDuty(
      String teamId, GeoPoint around, TravelAssumptions travel, Set<String> away, Instant now) {
    Team team = teams.get(teamId);
    if (team == null) {
      return Optional.empty();
    }
    Search anywhere = new Search(around, Double.MAX_VALUE, 1, Set.of(), Set.of(), true);
    TeamSearch run = new TeamSearch(anywhere, travel, other -> false, away, now);
    run.look(team);
    return run.proposal().selection().picks().stream().findFirst();
  }

  /** The teams that the account is a member of, with its role in each. */
  public List<Membership> listMemberships(String subject) {
    Volunteer named = volunteers.get(subject);
    return Stream.concat(Stream.ofNullable(named), accounts.listVolunteers(subject).stream())
        .distinct()
        .flatMap(volunteer -> volunteer.teams().stream())
        .distinct()
        .flatMap(team -> memberships(team.snapshot(), subject))
        .toList();
  }

  private static Stream<Membership> memberships(TeamSnapshot team, String subject) {
    return team.members().stream()
        .filter(member -> subject.equals(member.subject()))
        .map(member -> new Membership(team.teamId(), member.volunteerId(), member.role()));
  }

  /** Tells of every team as it is when its turn comes; nobody waits for it. */
  public void visit(TeamVisitor visitor) {
    teams.values().forEach(team -> team.tell(visitor, volunteers));
  }

  /** All teams, each as it is when its turn comes. */
  public Stream<TeamSnapshot> all() {
    return teams.values().stream().map(Team::snapshot);
  }

  public int teams() {
    return teams.size();
  }

  /** Volunteers known from a team or a presence. */
  public int volunteers() {
    return volunteers.size();
  }

  /** Volunteers on duty, whether it is known where they are or not. */
  public int volunteersOnDuty() {
    return peopleOnDuty.get();
  }

  private void become(Volunteer volunteer, @Nullable Presence now) {
    peopleOnDuty.addAndGet((isOnDuty(now) ? 1 : 0) - (isOnDuty(volunteer.presence) ? 1 : 0));
    volunteer.presence = now;
  }

  private static boolean isOnDuty(@Nullable Presence presence) {
    return presence != null && presence.onDuty();
  }

  private Volunteer volunteer(String id) {
    return volunteers.computeIfAbsent(id, Volunteer::new);
  }

  private void forgetIfUnknown(Volunteer volunteer) {
    if (volunteer.isForgotten()) {
      volunteers.remove(volunteer.id);
    }
  }

  /**
   * The team's members on duty and its cells from what is known now. The move is told of first, so
   * that a search which misses the team looks at it in the end. The new cells come before the new
   * positions and the old cells go after them: whoever looks before the new positions are there has
   * found the team in an old cell, if that was within reach.
   */
  private void place(Team team) {
    Duty duty = Duty.of(team.members);
    // One more counts: the others may come to another alert.
    boolean comesOnDuty = duty.members() > team.duty().members();
    move(team, duty);
    if (comesOnDuty) {
      onDuty.accept(team.snapshot().teamId());
    }
  }

  private void move(Team team, Duty duty) {
    long[] before = team.cells;
    long[] after = duty.cells(team.snapshot().base());
    if (Arrays.equals(before, after)) {
      team.become(duty);
      return;
    }
    moves.add(team);
    for (long cell : after) {
      if (Arrays.binarySearch(before, cell) < 0) {
        grid.add(cell, team);
      }
    }
    team.become(duty);
    for (long cell : before) {
      if (Arrays.binarySearch(after, cell) < 0) {
        grid.remove(cell, team);
      }
    }
    team.cells = after;
  }

  /** The same snapshot with equal parts held once: the heap is mostly members' ids. */
  private TeamSnapshot compact(TeamSnapshot team) {
    List<Member> members =
        team.members().stream()
            .map(
                member -> {
                  String id = volunteer(member.volunteerId()).id;
                  String subject = member.subject();
                  return new Member(id, id.equals(subject) ? id : subject, member.role());
                })
            .toList();
    return new TeamSnapshot(
        team.teamId(),
        team.at(),
        team.version(),
        team.name(),
        team.jurisdiction(),
        team.base(),
        capabilities.computeIfAbsent(Set.copyOf(team.capabilities()), set -> set),
        members);
  }
}
