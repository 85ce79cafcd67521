package muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** An alert where a life is at stake has no border: it calls teams of others. */
@ExtendWith(RunningStack.class)
class GuestStoriesTest {
  /** Pei county, of the same city as Xizhu, and no business of its officers. */
  private static final String PEI = "320322";

  @Test
  void whoLendsATeamSeesTheAlertAndStandsTheTeamDownAndTheIssuerRingsItUp(StackUnderTest running)
      throws Exception {
    Person issuer = running.person("xizhu.officer", "officer", StackUnderTest.XIZHU);
    Person lender = running.person("pei.dispatcher", "dispatcher", PEI);
    try (StorySetting setting = running.newSetting()) {
      Phone own = setting.team("own", 100).switchOn();
      Phone lent = setting.team("lent", 200, PEI).switchOn();
      OperatorScreen screen = setting.screen(lender, "");
      Alert alert = setting.issue(issuer, Alert.with(setting.theft(), "category", "DROWNING"));
      Phone.Task ownTask = own.expectTask(alert);
      Phone.Task lentTask = lent.expectTask(alert);

      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(screen.types(alert))
                      .startsWith("alert.snapshot.v1", "task.offered.v1"));
      JsonNode seen = lender.get(alert.address()).expect(200).json();
      assertThat(seen.required("tasks").findValuesAsString("teamName")).containsExactly("lent");
      lender.post(alert.address() + "/cancellation", Map.of("reason", "not mine")).expect(403);
      lender.get(alert.address() + "/timeline").expect(403);
      standDown(running, lender, ownTask).expect(403);

      JsonNode contact =
          issuer
              .get(
                  running.volunteers()
                      + "/api/teams/"
                      + lent.teamId()
                      + "/contact?alertId="
                      + alert.id())
              .expect(200)
              .json();
      assertThat(contact.required("people").findValuesAsString("volunteerId"))
          .containsExactly(lent.captain().account());

      standDown(running, lender, lentTask).expect(200);
      lent.await(alert, "task.stood-down.v2");
      assertThat(alert.line()).contains("lent STOOD_DOWN").contains("own OFFERED");
      Awaitility.await()
          .untilAsserted(() -> assertThat(screen.types(alert)).contains("task.stood-down.v2"));
      assertThat(screen.events().toString()).doesNotContain(own.teamId());
    }
  }

  private static Person.Answer standDown(StackUnderTest running, Person by, Phone.Task task) {
    return by.post(
        running.dispatch() + "/api/tasks/" + task.id() + "/stand-down",
        Map.of("reason", "needed at home"));
  }
}
