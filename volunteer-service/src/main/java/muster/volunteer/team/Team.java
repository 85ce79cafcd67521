package muster.volunteer.team;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.TeamSnapshot;
import muster.volunteer.rules.Differences;

/**
 * People who are called out together.
 *
 * @param kind what sort of team or member organisation it is, such as {@code village-watch}; data,
 *     not code
 * @param members in the order of their ids
 * @param version grows by one with each change, from 1, and goes on if a team of that id was
 *     disbanded before
 */
public record Team(
    String id,
    String name,
    JurisdictionCode jurisdiction,
    String kind,
    GeoPoint base,
    SortedSet<String> capabilities,
    List<Member> members,
    long version,
    Instant changedAt) {

  /** One volunteer's part in the team. */
  public record Member(String volunteerId, TeamSnapshot.Member.Role role) {}

  public Team {
    members = List.copyOf(members);
  }

  public Team withMembers(List<Member> others) {
    return new Team(id, name, jurisdiction, kind, base, capabilities, others, version, changedAt);
  }

  /**
   * What others are told of the team.
   *
   * @param accounts by volunteer id; empty is a volunteer without one
   */
  public TeamSnapshot snapshot(Map<String, Optional<String>> accounts) {
    return new TeamSnapshot(
        id,
        changedAt,
        version,
        name,
        jurisdiction,
        base,
        capabilities,
        members.stream()
            .map(
                member ->
                    new TeamSnapshot.Member(
                        member.volunteerId(),
                        accounts.getOrDefault(member.volunteerId(), Optional.empty()).orElse(null),
                        member.role()))
            .toList());
  }

  public boolean hasMember(String volunteerId) {
    return members.stream().anyMatch(member -> member.volunteerId().equals(volunteerId));
  }

  /** What is no more as it was. */
  public List<String> changedSince(Team before) {
    return new Differences()
        .of("name", before.name, name)
        .of("jurisdiction", before.jurisdiction, jurisdiction)
        .of("kind", before.kind, kind)
        .of("base", before.base, base)
        .of("capabilities", before.capabilities, capabilities)
        .of("members", before.members, members)
        .fields();
  }

  /** The same team after a member has left. */
  public Team without(String volunteerId, Instant now) {
    return withMembers(
            members.stream().filter(member -> !member.volunteerId().equals(volunteerId)).toList())
        .touched(now);
  }

  /** The same team after something about its members has changed that is stored elsewhere. */
  public Team touched(Instant now) {
    return new Team(id, name, jurisdiction, kind, base, capabilities, members, version + 1, now);
  }
}
