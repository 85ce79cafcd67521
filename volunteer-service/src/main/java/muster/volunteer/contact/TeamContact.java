package muster.volunteer.contact;

import java.util.List;
import muster.contracts.volunteer.TeamSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ring up of a team: its captain, and one more who is on duty and can be rung up; or
 * everybody in it if it has no captain.
 *
 * @param name the team's
 */
public record TeamContact(String teamId, String name, List<Person> people) {

  /**
   * Somebody to ring up.
   *
   * @param phone in E.164; null of somebody who has given none
   */
  public record Person(
      String volunteerId, String name, TeamSnapshot.Member.Role role, @Nullable String phone) {

    /** Without the name and the phone number, so that neither gets into a log. */
    @Override
    public String toString() {
      return "Person[volunteerId=" + volunteerId + "]";
    }
  }

  public TeamContact {
    people = List.copyOf(people);
  }
}
