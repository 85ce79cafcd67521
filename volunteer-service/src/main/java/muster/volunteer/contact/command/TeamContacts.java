package muster.volunteer.contact.command;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.TeamSnapshot.Member.Role;
import muster.volunteer.audit.PersonalDataReads;
import muster.volunteer.contact.Call;
import muster.volunteer.contact.Calls;
import muster.volunteer.contact.TeamContact;
import muster.volunteer.contact.TeamContact.Person;
import muster.volunteer.database.Transactions;
import muster.volunteer.people.command.VolunteerTable;
import muster.volunteer.presence.Presence;
import muster.volunteer.presence.command.PresenceTable;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Rejection;
import muster.volunteer.team.Team;
import muster.volunteer.team.command.TeamTable;

/** Shows whom to ring up of a team that an alert has called; each read is recorded. */
public final class TeamContacts {
  private final Calls calls;
  private final TeamTable teams;
  private final VolunteerTable volunteers;
  private final PresenceTable presence;
  private final PersonalDataReads reads;
  private final Transactions transactions;
  private final Clock clock;

  public TeamContacts(
      Calls calls,
      TeamTable teams,
      VolunteerTable volunteers,
      PresenceTable presence,
      PersonalDataReads reads,
      Transactions transactions,
      Clock clock) {
    this.calls = calls;
    this.teams = teams;
    this.volunteers = volunteers;
    this.presence = presence;
    this.reads = reads;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * The same refusal for a team that is not there, one that the alert has not called, and an alert
   * that is not the caller's.
   */
  public Outcome<TeamContact> read(Caller caller, String teamId, AlertReference alert)
      throws Calls.Unavailable {
    Optional<JurisdictionCode> scope = caller.scope();
    if (scope.isEmpty()) {
      return notThere(teamId);
    }
    Optional<Call> call = calls.find(alert, teamId, scope.get());
    if (call.filter(found -> found.opensContactsTo(caller, clock.instant())).isEmpty()) {
      return notThere(teamId);
    }
    return transactions.run(
        () -> {
          Optional<Team> team = teams.find(teamId);
          return team.isEmpty() ? notThere(teamId) : show(caller, team.get());
        });
  }

  private Outcome<TeamContact> show(Caller caller, Team team) {
    List<Person> people = new ArrayList<>();
    List<PersonalDataReads.Shown> shown = new ArrayList<>();
    for (Person person : toRingUp(team)) {
      people.add(person);
      shown.add(
          new PersonalDataReads.Shown(
              person.volunteerId(),
              person.phone() == null ? List.of("name") : List.of("name", "phone")));
    }
    reads.record(caller, shown);
    return new Outcome.Done<>(new TeamContact(team.id(), team.name(), people));
  }

  private List<Person> toRingUp(Team team) {
    List<Person> captains = list(team, member -> member.role() == Role.CAPTAIN);
    if (captains.isEmpty()) {
      return list(team, member -> true);
    }
    List<Person> people = new ArrayList<>(captains);
    findStandIn(team, captains).ifPresent(people::add);
    return people;
  }

  /**
   * The captain may have no phone, be at home, or be on another alert, of which nothing is known
   * here: so one member more is named who is on duty and can be rung up, if there is one; where the
   * captain can't be rung up at all, one who is not on duty.
   */
  private Optional<Person> findStandIn(Team team, List<Person> captains) {
    List<Person> others =
        list(team, member -> member.role() != Role.CAPTAIN).stream()
            .filter(TeamContacts::canBeRungUp)
            .toList();
    Optional<Person> onDuty = others.stream().filter(this::isOnDuty).findFirst();
    return onDuty.isPresent() || captains.stream().anyMatch(TeamContacts::canBeRungUp)
        ? onDuty
        : others.stream().findFirst();
  }

  private static boolean canBeRungUp(Person person) {
    return person.phone() != null;
  }

  private boolean isOnDuty(Person person) {
    return presence.find(person.volunteerId()).filter(Presence::onDuty).isPresent();
  }

  private List<Person> list(Team team, Predicate<Team.Member> which) {
    return team.members().stream()
        .filter(which)
        .flatMap(
            member ->
                volunteers.find(member.volunteerId()).stream()
                    .map(
                        volunteer ->
                            new Person(
                                volunteer.id(),
                                volunteer.name(),
                                member.role(),
                                volunteer.phone())))
        .toList();
  }

  private static Outcome<TeamContact> notThere(String teamId) {
    return new Outcome.Refused<>(new Rejection.Unknown("team", teamId));
  }
}
