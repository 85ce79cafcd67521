package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import muster.contracts.Topics;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whose account is whose: said by those who may, and else agreed to by its owner. */
@OnRealServers
class AccountTest {
  private final RunningService service = RunningService.get();
  private final Registry registry = new Registry(service);
  private final String dispatcher = registry.dispatcher;

  /** Responsible for the volunteers' own village and no more. */
  private final String officer =
      service.issuer.token("officer-" + registry.village, Set.of("officer"), registry.village);

  private final String id = registry.id("v", 1);
  private final String path = "/api/volunteers/" + id;
  private final String body = Registry.volunteer(id, registry.village);

  private JsonNode created(String token) {
    Answer answer = service.post("/api/volunteers", token, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  private JsonNode stored() {
    return service.get(path, dispatcher).json();
  }

  private static void assertAccounts(JsonNode volunteer, String subject, String proposed) {
    assertThat(volunteer.path("subject").asString("")).isEqualTo(subject);
    assertThat(volunteer.path("proposedSubject").asString("")).isEqualTo(proposed);
  }

  @Test
  void aWiderScopeLinksAnAccountByItself() {
    assertAccounts(created(dispatcher), id, "");
    assertThat(service.get(path, service.volunteer(id)).status()).isEqualTo(200);
  }

  @Test
  void whoIsResponsibleForTheVillageAloneProposesAndTheOwnerConfirms() {
    String team = registry.newTeam(1);
    assertAccounts(created(officer), "", id);
    assertThat(
            service
                .put("/api/teams/" + team, officer, Registry.team(team, registry.village, "队", id))
                .status())
        .isEqualTo(200);
    assertThat(service.get(path, service.volunteer(id)).status())
        .as("proposed is not linked")
        .isEqualTo(403);
    assertThat(service.get("/api/teams/" + team, service.volunteer(id)).status()).isEqualTo(403);
    assertThat(service.put(path + "/account", service.volunteer("somebody"), null).status())
        .isEqualTo(403);
    assertThat(service.put(path + "/account", officer, null).status())
        .as("not by who has proposed it")
        .isEqualTo(403);

    Answer confirmed = service.put(path + "/account", service.volunteer(id), null);
    assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(200);
    assertAccounts(confirmed.json(), id, "");
    assertThat(confirmed.json().get("version").asInt()).isEqualTo(2);
    Answer again = service.put(path + "/account", service.volunteer(id), null);
    assertThat(again.json()).isEqualTo(confirmed.json());

    assertThat(service.get(path, service.volunteer(id)).status()).isEqualTo(200);
    try (Topic teams = new Topic(service, Topics.Name.VOLUNTEER_TEAMS)) {
      var snapshots = teams.await(team, 3);
      assertThat(new String(snapshots.get(1).value(), StandardCharsets.UTF_8))
          .contains("\"volunteerId\":\"" + id)
          .doesNotContain("\"subject\"");
      assertThat(new String(snapshots.get(2).value(), StandardCharsets.UTF_8))
          .contains("\"subject\":\"" + id);
    }
  }

  @Test
  void aWiderScopeConfirmsToo() {
    assertAccounts(created(officer), "", id);

    assertThat(service.put(path + "/account", service.staff("operator", "99"), null).status())
        .isEqualTo(403);
    Answer confirmed = service.put(path + "/account", dispatcher, null);

    assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(200);
    assertAccounts(confirmed.json(), id, "");
  }

  @Test
  void savingTheSameAccountWithAWiderScopeLinksItAndWithTheNarrowOneChangesNothing() {
    JsonNode first = created(officer);
    assertThat(service.put(path, officer, body).json()).isEqualTo(first);
    assertThat(service.put(path, officer, first.toString()).json())
        .as("what GET gives can be PUT back")
        .isEqualTo(first);

    assertAccounts(service.put(path, dispatcher, body).json(), id, "");
    assertAccounts(service.put(path, officer, body).json(), id, "");
  }

  @Test
  void anotherAccountIsProposedBesideTheOneThatIsThere() {
    assertAccounts(created(dispatcher), id, "");
    String other = body.replace("\"subject\":\"" + id, "\"subject\":\"" + id + "-new");

    assertAccounts(service.put(path, officer, other).json(), id, id + "-new");

    assertThat(service.put(path + "/account", service.volunteer(id), null).json())
        .as("the old owner has nothing to confirm")
        .isEqualTo(stored());
    assertAccounts(
        service.put(path + "/account", service.volunteer(id + "-new"), null).json(),
        id + "-new",
        "");
    assertThat(service.get(path, service.volunteer(id)).status()).isEqualTo(403);
  }

  @Test
  void anOfficersOwnAccountNeedsNobodyElse() {
    String own = "officer-" + registry.village;
    var answer =
        service.post(
            "/api/volunteers",
            officer,
            body.replace("\"subject\":\"" + id, "\"subject\":\"" + own));

    assertAccounts(answer.json(), own, "");
  }

  @Test
  void anImportProposesLikeASingleOne() {
    var imported = service.post("/api/volunteers/import", officer, "application/x-ndjson", body);

    assertThat(imported.json().get("imported").asInt()).as(imported.body()).isEqualTo(1);
    assertAccounts(stored(), "", id);
    var again = service.post("/api/volunteers/import", officer, "application/x-ndjson", body);
    assertThat(again.json().get("unchanged").asInt()).isEqualTo(1);
  }

  @Test
  void theOwnerGivesAnAccountBack() {
    assertAccounts(created(dispatcher), id, "");

    assertThat(service.delete(path + "/account", service.volunteer("somebody")).status())
        .isEqualTo(403);
    assertThat(service.delete(path + "/account", service.volunteer(id)).status()).isEqualTo(204);
    assertAccounts(stored(), "", "");
    assertThat(service.delete(path + "/account", service.volunteer(id)).status())
        .as("it is not the owner's any more")
        .isEqualTo(403);
  }

  @Test
  void theOwnerRefusesAProposal() {
    assertAccounts(created(officer), "", id);

    assertThat(service.delete(path + "/account", service.volunteer(id)).status()).isEqualTo(204);

    assertAccounts(stored(), "", "");
    Answer late = service.put(path + "/account", dispatcher, null);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().get("reason").asString()).isEqualTo("NOTHING_PROPOSED");
  }

  @Test
  void staffInScopeTakesAnAccountAwayHoweverOften() {
    assertAccounts(created(dispatcher), id, "");

    assertThat(service.delete(path + "/account", service.staff("officer", "3203")).status())
        .isEqualTo(404);
    assertThat(service.delete(path + "/account", officer).status()).isEqualTo(204);
    assertThat(service.delete(path + "/account", officer).status()).isEqualTo(204);

    assertAccounts(stored(), "", "");
    assertThat(stored().get("version").asInt()).isEqualTo(2);
    assertThat(service.get(path, service.volunteer(id)).status()).isEqualTo(403);
  }

  @Test
  void anAccountThatWasLinkedToAnotherMeanwhileIsNotLinkedAgain() {
    assertAccounts(created(officer), "", id);
    var other =
        service.post(
            "/api/volunteers",
            dispatcher,
            Registry.volunteer(registry.id("v", 2), registry.village)
                .replace("\"subject\":\"" + registry.id("v", 2), "\"subject\":\"" + id));
    assertAccounts(other.json(), id, "");

    for (String token : java.util.List.of(dispatcher, service.volunteer(id))) {
      Answer late = service.put(path + "/account", token, null);
      assertThat(late.status()).as(late.body()).isEqualTo(409);
      assertThat(late.json().get("reason").asString()).isEqualTo("ACCOUNT_TAKEN");
    }
  }
}
