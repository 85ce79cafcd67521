package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What GET gives can be PUT back, as it is and with a change. */
@OnRealServers
class RoundTripTest {
  private final RunningService service = RunningService.get();
  private final Registry registry = new Registry(service);
  private final String dispatcher = registry.dispatcher;

  private JsonNode get(String path) {
    var answer = service.get(path, dispatcher);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private JsonNode put(String path, JsonNode body) {
    var answer = service.put(path, dispatcher, body.toString());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private void goesRound(String path, String member, String changedTo) {
    JsonNode first = get(path);
    assertThat(put(path, first)).as("put back as it is").isEqualTo(first);

    JsonNode changed = put(path, ((ObjectNode) first.deepCopy()).put(member, changedTo));
    assertThat(changed.get(member).asString()).isEqualTo(changedTo);
    assertThat(changed.get("version").asLong()).isEqualTo(first.get("version").asLong() + 1);
    assertThat(get(path)).isEqualTo(changed);

    assertThat(service.put(path, dispatcher, first.toString()).status())
        .as("the state that was read is an old one by now")
        .isEqualTo(409);
    isRefused(path, ((ObjectNode) get(path)).put("nickname", "x"), "nickname");
  }

  private void isRefused(String path, JsonNode body, String field) {
    var answer = service.put(path, dispatcher, body.toString());
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo(field);
  }

  @Test
  void aJurisdictionGoesRound() {
    goesRound("/api/jurisdictions/" + registry.village, "name", "新村");
  }

  @Test
  void theTopOfTheTreeGoesRound() {
    goesRound("/api/jurisdictions/" + registry.county, "name", "新县");
  }

  @Test
  void aTeamGoesRound() {
    String captain = registry.newVolunteer(1);
    goesRound("/api/teams/" + registry.newTeam(1, captain), "name", "二队");
    goesRound("/api/teams/" + registry.newTeam(2), "kind", "village-watch");
  }

  @Test
  void aVolunteerGoesRoundWithAndWithoutAPhoneNumber() {
    goesRound("/api/volunteers/" + registry.newVolunteer(1), "name", "王丽");
    var plain =
        service.post(
            "/api/volunteers",
            dispatcher,
            "{\"name\":\"李强\",\"jurisdiction\":\"%s\"}".formatted(registry.village));
    goesRound("/api/volunteers/" + plain.json().get("id").asString(), "name", "李刚");
  }

  @Test
  void presenceGoesRoundFromTheStartOnDutyAndOff() {
    String path = "/api/volunteers/" + registry.newVolunteer(1) + "/presence";
    String onDuty =
        "{\"onDuty\":true,\"location\":{\"latitude\":34.29,\"longitude\":117.34},\"accuracyMeters\":8}";

    for (String report : List.of("", onDuty, "{\"onDuty\":false}")) {
      if (!report.isEmpty()) {
        assertThat(service.put(path, dispatcher, report).status()).isEqualTo(200);
      }
      JsonNode seen = get(path);
      assertThat(put(path, seen)).as(report).isEqualTo(seen);
    }
    isRefused(path, ((ObjectNode) get(path)).put("battery", 80), "battery");
  }

  @Test
  void whatIsReadOnlyIsPassedOverWhateverItSays() {
    String team = "/api/teams/" + registry.newTeam(1);
    ObjectNode body = (ObjectNode) get(team);
    assertThat(put(team, body.put("changedAt", "yesterday"))).isEqualTo(get(team));
    assertThat(get(team).get("changedAt").asString()).isNotEqualTo("yesterday");
    isRefused(team, body.put("id", "t-another"), "id");
  }
}
