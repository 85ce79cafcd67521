package muster.dispatch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.TeamSnapshot;
import muster.dispatch.RunningDispatch;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import muster.testbed.RefusalContract;
import muster.testbed.RefusedEndpoint;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@OnRealServers
class SearchApiTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RunningDispatch dispatch = RunningDispatch.shared();

  private Answer search(String what, String q, String token) {
    return dispatch.get(
        "/api/search/%s?limit=50&q=%s"
            .formatted(what, URLEncoder.encode(q, StandardCharsets.UTF_8)),
        token);
  }

  private List<String> ids(String what, String q) {
    return ids(search(what, q, dispatch.dispatcher()));
  }

  private static List<String> ids(Answer found) {
    assertThat(found.status()).as(found.toString()).isEqualTo(200);
    return found.json().get("items").valueStream().map(one -> one.get("id").asString()).toList();
  }

  private JsonNode issue(String headline, String address) {
    String body =
        RunningDispatch.alertBody("THEFT", RunningDispatch.newPlace())
            .replace("Stolen e-bike", headline)
            .replace("Xizhu 12", address);
    Answer answer = dispatch.issue(body, UUID.randomUUID().toString());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json();
  }

  @Test
  void anAlertIsFoundByItsNumberAndItsIdAtOnce() {
    JsonNode alert = issue("Number", "somewhere");
    String id = alert.get("id").asString();
    String number = alert.get("number").asString();

    Answer found = search("alerts", number, dispatch.dispatcher());
    assertThat(ids(found).getFirst()).isEqualTo(id);
    JsonNode first = found.json().get("items").get(0);
    assertThat(first.get("number").asString()).isEqualTo(number);
    assertThat(first.get("status").asString()).isNotBlank();
    assertThat(first.get("category").asString()).isEqualTo("THEFT");
    assertThat(first.get("headline").asString()).isEqualTo("Number");
    assertThat(first.get("address").asString()).isEqualTo("somewhere");
    assertThat(first.get("jurisdiction").asString()).isEqualTo(RunningDispatch.JURISDICTION);
    assertThat(first.get("issuedAt").asString()).isEqualTo(alert.get("issuedAt").asString());
    assertThat(ids("alerts", id)).containsExactly(id);
    assertThat(ids("alerts", id.toUpperCase(Locale.ROOT))).containsExactly(id);
  }

  @Test
  void alertsAreFoundByWordsOfTwoCharactersTheNewestFirst() {
    String mark = "m" + UUID.randomUUID().toString().substring(0, 8);
    String bike = issue("电动车被盗 " + mark, "西朱村东口").get("id").asString();
    String smoke = issue("冒烟 " + mark, "西朱村 100% _").get("id").asString();
    await().atMost(PATIENCE).until(() -> ids("alerts", mark).size() == 2);

    assertThat(ids("alerts", mark)).containsExactly(smoke, bike);
    assertThat(ids("alerts", "西朱 " + mark)).containsExactly(smoke, bike);
    assertThat(ids("alerts", "电动 " + mark)).containsExactly(bike);
    assertThat(ids("alerts", "盗 " + mark.toUpperCase(Locale.ROOT))).containsExactly(bike);
    assertThat(ids("alerts", "100% " + mark)).containsExactly(smoke);
    assertThat(ids("alerts", "村西 " + mark)).isEmpty();
    assertThat(ids("alerts", "% " + mark)).containsExactly(smoke);
    assertThat(ids("alerts", "\\ " + mark)).isEmpty();
    assertThat(search("alerts", mark, dispatch.dispatcher()).json().get("items").size())
        .isEqualTo(2);
  }

  @Test
  void anAlertIsFoundByItsNewWordsWhenTheyAreChanged() {
    String mark = "n" + UUID.randomUUID().toString().substring(0, 8);
    String id = issue("before", "x").get("id").asString();
    Answer changed =
        dispatch.patch(
            "/api/alerts/" + id, dispatch.dispatcher(), "{\"headline\":\"%s\"}".formatted(mark));
    assertThat(changed.status()).as(changed.toString()).isEqualTo(200);

    await().atMost(PATIENCE).until(() -> ids("alerts", mark).equals(List.of(id)));
  }

  @Test
  void whatLiesOutsideTheScopeIsNotFound() {
    JsonNode alert = issue("Elsewhere", "x");
    String number = alert.get("number").asString();

    assertThat(ids(search("alerts", number, dispatch.token("dispatcher", "3206"))))
        .doesNotContain(alert.get("id").asString());
    assertThat(ids(search("alerts", number, dispatch.token("operator", "320371003"))))
        .contains(alert.get("id").asString());
  }

  private void seed(String id, String name, String jurisdiction) {
    dispatch.publish(
        new TeamSnapshot(
            id,
            Instant.now(),
            1,
            name,
            new JurisdictionCode(jurisdiction),
            new GeoPoint(1, 1),
            Set.of(),
            List.of()));
  }

  @Test
  void teamsAreFoundByIdAndNameTheExactOneFirst() {
    String mark = "T" + UUID.randomUUID().toString().substring(0, 8);
    seed(mark + "-c", "西朱三队 " + mark, "320371003209");
    seed(mark + "-b", mark + " 二队", "320371003");
    seed("x-" + mark, mark, "320371");
    seed(mark, "no such name", "320371");
    seed("y-" + mark, mark + " elsewhere", "3206");
    dispatch.awaitTeams(List.of(mark + "-c", mark + "-b", "x-" + mark, mark, "y-" + mark));

    assertThat(ids("teams", mark)).containsExactly(mark, "x-" + mark, mark + "-b", mark + "-c");
    assertThat(ids("teams", mark.toLowerCase(Locale.ROOT) + " 西朱")).containsExactly(mark + "-c");
    assertThat(ids(search("teams", mark, dispatch.token("officer", "320371003"))))
        .containsExactly(mark + "-b", mark + "-c");
    Answer two = dispatch.get("/api/search/teams?limit=2&q=" + mark, dispatch.dispatcher());
    assertThat(ids(two)).containsExactly(mark, "x-" + mark);
    JsonNode team = two.json().get("items").get(0);
    assertThat(team.get("name").asString()).isEqualTo("no such name");
    assertThat(team.get("onDuty").asInt()).isZero();
    assertThat(team.get("onTask").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"alerts", "teams"})
  void aHundredCharactersMayBeLookedForAndNotOneMore(String what) {
    assertThat(search(what, "徐".repeat(100), dispatch.dispatcher()).status()).isEqualTo(200);
    assertThat(search(what, "徐".repeat(101), dispatch.dispatcher()).problemFields())
        .containsExactly("q");
    assertThat(search(what, "𠮷".repeat(100), dispatch.dispatcher()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "'', q",
    "q=, q",
    "q=%20%E3%80%80, q",
    "q=%00, q",
    "q=%1B, q",
    "q=a&q=b, q",
    "q=a&limit=0, limit",
    "q=a&limit=51, limit",
    "q=a&cursor=x, cursor"
  })
  void aBadParameterIsNamed(String query, String field) {
    for (String what : List.of("alerts", "teams")) {
      Answer answer = dispatch.get("/api/search/" + what + "?" + query, dispatch.dispatcher());
      assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
      assertThat(answer.problemFields()).containsExactly(field);
    }
  }

  @TestFactory
  Stream<DynamicTest> refusals() {
    RefusalContract contract = RefusalContract.of(dispatch.http(), dispatch.neighbours.issuer());
    for (String what : List.of("alerts", "teams")) {
      contract =
          contract.with(
              RefusedEndpoint.of("GET", "/api/search/" + what + "?q=a", dispatch.dispatcher())
                  .wrongRole(dispatch.token("captain"))
                  .outOfScope(dispatch.token("operator", ""))
                  .otherMethod("POST", "GET"));
    }
    return contract.tests();
  }
}
