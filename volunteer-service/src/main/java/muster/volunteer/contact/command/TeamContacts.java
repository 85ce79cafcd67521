package muster.volunteer.contact.command;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Rejection;
import muster.volunteer.team.Team;
import muster.volunteer.team.command.TeamTable;

/** Shows whom to ring up of a team that an alert has called; each read is recorded. */
public final class TeamContacts {
  private final Calls calls;
  private final TeamTable teams;
  private final VolunteerTable volunteers;
  private final PersonalDataReads reads;
  private final Transactions transactions;
  private final Clock clock;

  public TeamContacts(
      Calls calls,
      TeamTable teams,
      VolunteerTable volunteers,
      PersonalDataReads reads,
      Transactions transactions,
      Clock clock) {
    this.calls = calls;
    this.teams = teams;
    this.volunteers = volunteers;
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
    for (Team.Member member : toRingUp(team)) {
      volunteers
          .find(member.volunteerId())
          .ifPresent(
              volunteer -> {
                people.add(
                    new Person(volunteer.id(), volunteer.name(), member.role(), volunteer.phone()));
                shown.add(
                    new PersonalDataReads.Shown(
                        volunteer.id(),
                        volunteer.phone() == null ? List.of("name") : List.of("name", "phone")));
              });
    }
    reads.record(caller, shown);
    return new Outcome.Done<>(new TeamContact(team.id(), team.name(), people));
  }

  private static List<Team.Member> toRingUp(Team team) {
    List<Team.Member> captains =
        team.members().stream().filter(member -> member.role() == Role.CAPTAIN).toList();
    return captains.isEmpty() ? team.members() : captains;
  }

  private static Outcome<TeamContact> notThere(String teamId) {
    return new Outcome.Refused<>(new Rejection.Unknown("team", teamId));
  }
}
