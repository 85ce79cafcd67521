package muster.volunteer.team.command;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.contracts.access.Caller;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.TeamSnapshot;
import muster.contracts.volunteer.VolunteerEvent;
import muster.outbox.OutboxRecord;
import muster.outbox.spring.EventOutbox;
import muster.volunteer.audit.RegistryChanges;
import muster.volunteer.database.Transactions;
import muster.volunteer.jurisdiction.command.RegisteredJurisdictions;
import muster.volunteer.people.RegisteredVolunteer;
import muster.volunteer.rules.Access;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Page;
import muster.volunteer.rules.Rejection;
import muster.volunteer.rules.SaveMode;
import muster.volunteer.rules.Saved;
import muster.volunteer.team.Team;
import muster.volunteer.team.TeamDraft;
import muster.volunteer.team.TeamFilter;
import muster.volunteer.team.TeamRules;
import org.jspecify.annotations.Nullable;

/**
 * Reads teams, and saves them with their events in one transaction. Locks are taken in one order
 * everywhere: volunteers, then teams, each by id.
 */
public final class TeamCommands {
  private final TeamTable table;
  private final MemberAccounts accounts;
  private final RegisteredJurisdictions jurisdictions;
  private final RegistryChanges audit;
  private final Transactions transactions;
  private final EventOutbox outbox;
  private final Clock clock;

  public TeamCommands(
      TeamTable table,
      MemberAccounts accounts,
      RegisteredJurisdictions jurisdictions,
      RegistryChanges audit,
      Transactions transactions,
      EventOutbox outbox,
      Clock clock) {
    this.table = table;
    this.accounts = accounts;
    this.jurisdictions = jurisdictions;
    this.audit = audit;
    this.transactions = transactions;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Staff in scope, and members their own. The same whether there is none, or one elsewhere. */
  public Outcome<Team> read(Caller caller, String id) {
    return transactions.run(
        () ->
            table
                .find(id)
                .filter(team -> maySee(caller, team))
                .<Outcome<Team>>map(Outcome.Done::new)
                .orElseGet(
                    () ->
                        new Outcome.Refused<>(
                            Access.ofReaders(caller).orElse(new Rejection.Unknown("team", id)))));
  }

  private boolean maySee(Caller caller, Team team) {
    return Access.isStaff(caller) && caller.covers(team.jurisdiction()) || isMember(caller, team);
  }

  /** The caller is staff, and the filter lies in the caller's scope. */
  public Page<Team> list(TeamFilter filter, Page.Request page) {
    return table.list(filter, page);
  }

  /**
   * Whether any member is on duty, as of now, by the team's id: of the teams in the scope of staff,
   * and of no others. It says of nobody whether it is them, so it is not recorded.
   */
  public Map<String, Boolean> onDuty(Caller caller, Collection<Team> teams) {
    if (!Access.isStaff(caller)) {
      return Map.of();
    }
    List<String> ids =
        teams.stream().filter(team -> caller.covers(team.jurisdiction())).map(Team::id).toList();
    Set<String> onDuty = table.onDuty(ids);
    return ids.stream().collect(Collectors.toMap(Function.identity(), onDuty::contains));
  }

  public Outcome<Saved<Team>> save(Caller caller, TeamDraft draft, SaveMode mode) {
    return saveAll(caller, List.of(draft), mode).getFirst();
  }

  /**
   * In one transaction; a draft that is refused changes nothing and does not keep the others back.
   *
   * @param drafts each id at most once
   * @return in the order of the drafts
   */
  public List<Outcome<Saved<Team>>> saveAll(Caller caller, List<TeamDraft> drafts, SaveMode mode) {
    return transactions.runAll(
        drafts.size(),
        () -> {
          Instant now = now();
          Map<String, RegisteredVolunteer> registered =
              accounts.lockMembers(
                  drafts.stream()
                      .flatMap(draft -> draft.members().stream().map(Team.Member::volunteerId))
                      .distinct()
                      .toList());
          List<String> ids = drafts.stream().map(TeamDraft::id).toList();
          Map<String, Team> existing = table.lock(ids);
          Map<String, Long> lastVersions = table.lockLastVersions(ids);
          var registry =
              new TeamRules.Registry(
                  jurisdictions.registered(drafts.stream().map(TeamDraft::jurisdiction).toList()),
                  homes(registered));
          List<Outcome<Saved<Team>>> outcomes = new ArrayList<>();
          List<Saved<Team>> changes = new ArrayList<>();
          for (TeamDraft draft : drafts) {
            var outcome =
                TeamRules.decide(
                    caller,
                    draft,
                    existing.get(draft.id()),
                    lastVersions.getOrDefault(draft.id(), 0L),
                    registry,
                    mode,
                    now);
            outcomes.add(outcome);
            if (outcome instanceof Outcome.Done<Saved<Team>>(var saved)
                && saved.effect() != Saved.Effect.UNCHANGED) {
              changes.add(saved);
            }
          }
          // In one order everywhere, or two imports of the same would wait for each other.
          changes.sort(Comparator.comparing(saved -> saved.value().id()));
          table.write(changes);
          audit.record(
              caller,
              changes.stream()
                  .map(saved -> change(saved, existing.get(saved.value().id())))
                  .toList());
          Map<String, Optional<String>> members = accountsOf(registered);
          outbox.append(
              changes.stream()
                  .flatMap(
                      saved -> {
                        Team before = existing.get(saved.value().id());
                        return records(
                            saved, before == null ? null : before.jurisdiction(), members);
                      })
                  .toList());
          return outcomes;
        });
  }

  public Outcome<Team> disband(Caller caller, String id) {
    return transactions.run(
        () -> {
          Team team = table.lock(List.of(id)).get(id);
          if (team == null || !caller.covers(team.jurisdiction())) {
            return new Outcome.Refused<>(new Rejection.Unknown("team", id));
          }
          Instant now = clock.instant();
          long version = team.version() + 1;
          table.disband(id, version);
          audit.record(
              caller,
              List.of(
                  new RegistryChanges.Change(
                      RegistryChanges.Kind.TEAM, id, RegistryChanges.Action.REMOVED)));
          outbox.append(
              List.of(
                  outbox.event(
                      new VolunteerEvent.TeamDisbanded(id, now, team.jurisdiction()), version),
                  outbox.tombstone(TeamSnapshot.class, id, now, version)));
          return new Outcome.Done<>(team);
        });
  }

  /**
   * After volunteers' accounts have changed: tells the others what their teams look like now. The
   * caller's transaction holds the volunteers' locks, so that none of them joins or leaves.
   */
  public void membersChanged(Collection<String> volunteerIds) {
    Instant now = now();
    List<Team> changed =
        table.lock(table.idsOfMembers(volunteerIds)).values().stream()
            .sorted(Comparator.comparing(Team::id))
            .map(team -> team.touched(now))
            .toList();
    table.writeVersions(changed);
    Map<String, Optional<String>> members =
        accounts.accounts(changed.stream().flatMap(TeamCommands::memberIds).distinct().toList());
    outbox.append(
        changed.stream()
            .flatMap(team -> records(new Saved<>(Saved.Effect.CHANGED, team), members))
            .toList());
  }

  /**
   * Takes a volunteer out of all teams. The caller's transaction holds the volunteer's lock, so
   * that nobody puts the volunteer into another one.
   */
  public void memberLeaves(Caller caller, String volunteerId) {
    Instant now = now();
    List<Saved<Team>> changes =
        table.lock(table.idsOfMembers(List.of(volunteerId))).values().stream()
            .sorted(Comparator.comparing(Team::id))
            .map(team -> team.without(volunteerId, now))
            .map(team -> new Saved<>(Saved.Effect.CHANGED, team))
            .toList();
    table.write(changes);
    audit.record(
        caller,
        changes.stream()
            .map(
                saved ->
                    new RegistryChanges.Change(
                        RegistryChanges.Kind.TEAM,
                        saved.value().id(),
                        RegistryChanges.Action.CHANGED,
                        List.of("members")))
            .toList());
    Map<String, Optional<String>> members =
        accounts.accounts(
            changes.stream()
                .map(Saved::value)
                .flatMap(TeamCommands::memberIds)
                .distinct()
                .toList());
    outbox.append(changes.stream().flatMap(saved -> records(saved, members)).toList());
  }

  private static RegistryChanges.Change change(Saved<Team> saved, @Nullable Team before) {
    return before == null
        ? new RegistryChanges.Change(
            RegistryChanges.Kind.TEAM, saved.value().id(), RegistryChanges.Action.CREATED)
        : new RegistryChanges.Change(
            RegistryChanges.Kind.TEAM,
            saved.value().id(),
            RegistryChanges.Action.CHANGED,
            saved.value().changedSince(before));
  }

  private static Map<String, JurisdictionCode> homes(Map<String, RegisteredVolunteer> registered) {
    Map<String, JurisdictionCode> homes = new HashMap<>();
    registered.forEach((id, one) -> homes.put(id, one.jurisdiction()));
    return homes;
  }

  private static Map<String, Optional<String>> accountsOf(
      Map<String, RegisteredVolunteer> registered) {
    Map<String, Optional<String>> accounts = new HashMap<>();
    registered.forEach((id, one) -> accounts.put(id, Optional.ofNullable(one.subject())));
    return accounts;
  }

  private boolean isMember(Caller caller, Team team) {
    return accounts.accounts(memberIds(team).toList()).containsValue(Optional.of(caller.subject()));
  }

  /** Of teams that have stayed where they are. */
  private Stream<OutboxRecord> records(Saved<Team> saved, Map<String, Optional<String>> members) {
    return records(saved, saved.value().jurisdiction(), members);
  }

  /**
   * @param before where it belonged until now; null of a new one
   */
  private Stream<OutboxRecord> records(
      Saved<Team> saved, @Nullable JurisdictionCode before, Map<String, Optional<String>> members) {
    Team team = saved.value();
    Instant now = team.changedAt();
    VolunteerEvent event =
        saved.effect() == Saved.Effect.CREATED
            ? new VolunteerEvent.TeamRegistered(team.id(), now, team.name(), team.jurisdiction())
            : new VolunteerEvent.TeamChanged(
                team.id(),
                now,
                team.name(),
                team.jurisdiction(),
                team.jurisdiction().equals(before) ? null : before);
    return Stream.of(
        outbox.event(event, team.version()), outbox.event(team.snapshot(members), team.version()));
  }

  /** As exact as the database keeps it, so that an answer and a later reading are the same. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static Stream<String> memberIds(Team team) {
    return team.members().stream().map(Team.Member::volunteerId);
  }
}
