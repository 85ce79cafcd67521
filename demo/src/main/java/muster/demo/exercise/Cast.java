package muster.demo.exercise;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import muster.demo.xuzhou.GeneratedTeam;
import muster.demo.xuzhou.GeneratedTeam.Person;
import muster.demo.xuzhou.XuzhouGenerator;

/**
 * Who is on duty: of some teams one to three people, as in an evening. Studies count people who
 * were alerted, and waves count teams: with whole teams on duty nearly every team would have
 * somebody who comes.
 *
 * @param members in no order
 */
record Cast(List<Member> members) {
  private static final int MOST_OF_A_TEAM = 3;

  /**
   * The accounts that people sign in with themselves, as captain and as volunteer: nobody answers
   * for them.
   */
  static final Set<String> NOT_OURS = Set.of("v-000001", "v-000002");

  Cast {
    members = List.copyOf(members);
  }

  /** Somebody, and the team that is called when that person is. */
  record Member(Person person, GeneratedTeam team) {}

  /** The same for the same seed. */
  static Cast of(XuzhouGenerator town, int people, Random random) {
    List<GeneratedTeam> teams = new ArrayList<>(town.teams().toList());
    Collections.shuffle(teams, random);
    List<Member> members = new ArrayList<>();
    Set<String> taken = new HashSet<>(NOT_OURS);
    // Once more around, for a large cast of few teams.
    while (members.size() < people) {
      int before = members.size();
      for (GeneratedTeam team : teams) {
        int some = 1 + random.nextInt(MOST_OF_A_TEAM);
        team.members().stream()
            .filter(person -> !taken.contains(person.id()))
            .limit(Math.min(some, people - members.size()))
            .forEach(
                person -> {
                  taken.add(person.id());
                  members.add(new Member(person, team));
                });
      }
      if (members.size() == before) {
        throw new IllegalArgumentException("there are only " + before + " people to be on duty");
      }
    }
    return new Cast(members);
  }
}
