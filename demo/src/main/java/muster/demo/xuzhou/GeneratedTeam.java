package muster.demo.xuzhou;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;

/** A made-up team with its people. The first member is the captain. */
public record GeneratedTeam(
    String id,
    String name,
    JurisdictionCode jurisdiction,
    String kind,
    GeoPoint base,
    Set<String> capabilities,
    List<Person> members) {

  /**
   * A made-up volunteer, whose account is the id.
   *
   * @param phone of no network
   * @param position somewhere around the village, whether on duty or not
   */
  public record Person(
      String id,
      String name,
      String phone,
      TeamSnapshot.Member.Role role,
      boolean onDuty,
      GeoPoint position,
      double accuracyMeters) {

    /** As volunteer-service would publish it after the first report. */
    public PresenceSnapshot presence(Instant at) {
      return new PresenceSnapshot(
          id,
          at,
          1,
          onDuty,
          onDuty ? position : null,
          onDuty ? accuracyMeters : null,
          onDuty ? at : null);
    }
  }

  public GeneratedTeam {
    capabilities = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
    members = List.copyOf(members);
  }

  /** As volunteer-service would publish it after the registration. */
  public TeamSnapshot snapshot(Instant at) {
    return new TeamSnapshot(
        id,
        at,
        1,
        name,
        jurisdiction,
        base,
        capabilities,
        members.stream()
            .map(person -> new TeamSnapshot.Member(person.id(), person.id(), person.role()))
            .toList());
  }

  public Stream<Person> onDuty() {
    return members.stream().filter(Person::onDuty);
  }
}
