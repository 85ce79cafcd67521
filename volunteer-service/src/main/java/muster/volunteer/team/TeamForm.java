package muster.volunteer.team;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.TeamSnapshot;
import muster.volunteer.rules.FieldChecks;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.PlaceForm;
import org.jspecify.annotations.Nullable;

/**
 * A team as a request gives it.
 *
 * @param kind {@value #DEFAULT_KIND} when left out
 * @param version of the state that the sender has seen; with it, a lost update is refused
 */
public record TeamForm(
    @Nullable String id,
    @Nullable String name,
    @Nullable String jurisdiction,
    @Nullable String kind,
    @Nullable PlaceForm base,
    @Nullable List<@Nullable String> capabilities,
    @Nullable List<@Nullable MemberForm> members,
    @Nullable Long version) {
  public static final int MAX_NAME_LENGTH = 100;
  public static final int MAX_MEMBERS = 200;
  public static final int MAX_CAPABILITIES = 20;
  public static final String DEFAULT_KIND = "volunteers";

  /**
   * @param role MEMBER when left out
   */
  public record MemberForm(@Nullable String volunteerId, TeamSnapshot.Member.@Nullable Role role) {}

  public TeamForm withId(String other) {
    return new TeamForm(other, name, jurisdiction, kind, base, capabilities, members, version);
  }

  public Outcome<TeamDraft> check() {
    FieldChecks checks = new FieldChecks();
    String ownId = checks.id("id", id);
    String ownName = checks.text("name", name, MAX_NAME_LENGTH);
    JurisdictionCode code = checks.code("jurisdiction", jurisdiction);
    String ownKind = checks.slug("kind", kind == null ? DEFAULT_KIND : kind);
    GeoPoint place = checks.place("base", base);
    SortedSet<String> ownCapabilities = checkCapabilities(checks);
    List<Team.Member> ownMembers = checkMembers(checks);
    return checks.outcome(
        () ->
            new TeamDraft(
                ownId, ownName, code, ownKind, place, ownCapabilities, ownMembers, version));
  }

  private SortedSet<String> checkCapabilities(FieldChecks checks) {
    List<@Nullable String> given = capabilities == null ? List.of() : capabilities;
    if (given.size() > MAX_CAPABILITIES) {
      checks.fail("capabilities", "must be at most %d".formatted(MAX_CAPABILITIES));
      return new TreeSet<>();
    }
    SortedSet<String> slugs = new TreeSet<>();
    for (int i = 0; i < given.size(); i++) {
      slugs.add(checks.slug("capabilities[%d]".formatted(i), given.get(i)));
    }
    return slugs;
  }

  private List<Team.Member> checkMembers(FieldChecks checks) {
    List<@Nullable MemberForm> given = members == null ? List.of() : members;
    if (given.size() > MAX_MEMBERS) {
      checks.fail("members", "must be at most %d".formatted(MAX_MEMBERS));
      return List.of();
    }
    List<Team.Member> checked = new ArrayList<>(given.size());
    Set<String> seen = new HashSet<>();
    boolean captain = false;
    for (int i = 0; i < given.size(); i++) {
      MemberForm member = given.get(i);
      String field = "members[%d]".formatted(i);
      if (member == null) {
        checks.fail(field, "is required");
        continue;
      }
      String volunteerId = checks.id(field + ".volunteerId", member.volunteerId());
      if (!checks.isWrong(field + ".volunteerId")) {
        checks.require(seen.add(volunteerId), field + ".volunteerId", "is a member already");
      }
      TeamSnapshot.Member.Role role =
          member.role() == null ? TeamSnapshot.Member.Role.MEMBER : member.role();
      if (role == TeamSnapshot.Member.Role.CAPTAIN) {
        checks.require(!captain, field + ".role", "a team has at most one captain");
        captain = true;
      }
      checked.add(new Team.Member(volunteerId, role));
    }
    checked.sort(Comparator.comparing(Team.Member::volunteerId));
    return checked;
  }
}
