package muster.volunteer;

import java.util.Arrays;
import java.util.stream.Collectors;
import muster.testbed.HttpApi.Answer;

/** Bodies of requests, with defaults for what a test is not about. */
final class Registry {
  private final RunningService service;
  final String county;
  final String village;
  final String dispatcher;

  Registry(RunningService service) {
    this.service = service;
    this.county = service.newCounty();
    this.village = county + "001201";
    this.dispatcher = service.staff("dispatcher", county);
  }

  String id(String prefix, int number) {
    return prefix + "-" + county + "-" + number;
  }

  static String volunteer(String id, String jurisdiction) {
    return """
    {"id":"%1$s","name":"王芳","subject":"%1$s","phone":"+8610012345678","jurisdiction":"%2$s"}
    """
        .formatted(id, jurisdiction)
        .strip();
  }

  /** The first member is the captain. */
  static String team(String id, String jurisdiction, String name, String... members) {
    String list =
        Arrays.stream(members)
            .map(
                member ->
                    "{\"volunteerId\":\"%s\",\"role\":\"%s\"}"
                        .formatted(member, member.equals(members[0]) ? "CAPTAIN" : "MEMBER"))
            .collect(Collectors.joining(",", "[", "]"));
    return """
    {"id":"%s","name":"%s","jurisdiction":"%s","kind":"citizen-police",\
    "base":{"latitude":34.29,"longitude":117.34},"capabilities":["patrol","first-aid"],"members":%s}
    """
        .formatted(id, name, jurisdiction, list)
        .strip();
  }

  String newVolunteer(int number) {
    String id = id("v", number);
    created(service.post("/api/volunteers", dispatcher, volunteer(id, village)));
    return id;
  }

  String newTeam(int number, String... members) {
    String id = id("t", number);
    created(service.post("/api/teams", dispatcher, team(id, village, "一队", members)));
    return id;
  }

  private static void created(Answer answer) {
    if (answer.status() != 201) {
      throw new AssertionError(answer.toString());
    }
  }
}
