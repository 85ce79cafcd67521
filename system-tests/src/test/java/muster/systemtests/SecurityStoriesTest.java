package muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same tokens and the same rules at every service. */
@ExtendWith(RunningStack.class)
class SecurityStoriesTest {

  @Test
  void withoutATokenNobodyIsToldAnything(City city) {
    Person nobody = new Person("nobody", null);
    Person forged = new Person("forged", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJyb290In0.");
    Stream.of(
            city.dispatch() + "/api/alerts",
            city.dispatch() + "/api/tasks",
            city.volunteers() + "/api/teams",
            city.volunteers() + "/api/volunteers",
            city.reports() + "/api/reports",
            city.notifications() + "/api/stream/me",
            city.notifications() + "/api/stream/events")
        .forEach(
            address -> {
              nobody.get(address).expect(401);
              forged.get(address).expect(401);
            });
  }

  @Test
  void p2AnOfficersScopeIsAPrefixAtEveryService(City city) throws Exception {
    Person stranger = city.person("zhao.officer", "officer", "320322");
    try (Village village = city.newVillage()) {
      Phone phone = village.team("a", 100).switchOn();
      Alert alert = village.issue(village.theft());
      phone.expectTask(alert);

      assertThat(stranger.get(alert.address()).status()).isIn(403, 404);
      stranger
          .post(alert.address() + "/cancellation", Map.of("reason", "not mine"))
          .expect(stranger.get(alert.address()).status());
      stranger.post(city.dispatch() + "/api/alerts", village.theft()).expect(403);
      assertThat(
              stranger
                  .put(
                      city.volunteers()
                          + "/api/volunteers/"
                          + phone.captain().account()
                          + "/presence",
                      Map.of("onDuty", false))
                  .status())
          .isIn(403, 404);
      assertThat(alert.line()).isEqualTo("CALLING wave 1 | a OFFERED");
    }
  }

  @Test
  void aVolunteerSeesAndAnswersOnlyTheirOwnTasks(City city) throws Exception {
    try (Village village = city.newVillage()) {
      Phone called = village.team("called", 100).switchOn();
      Phone other = village.team("other", 40_000).switchOn();
      Alert alert = village.issue(village.theft());
      Phone.Task task = called.expectTask(alert);

      Person stranger = other.captain();
      assertThat(stranger.get(city.dispatch() + "/api/tasks").expect(200).json().path("items"))
          .isEmpty();
      assertThat(called.captain().get(city.dispatch() + "/api/tasks").json().path("items"))
          .hasSize(1);
      assertThat(
              stranger
                  .post(city.dispatch() + "/api/tasks/" + task.id() + "/acknowledgement", Map.of())
                  .status())
          .isIn(403, 404);
      stranger
          .post(
              city.notifications() + "/api/receipts",
              Map.of("taskId", task.id(), "status", "CONFIRMED"))
          .expect(404);
      task.acknowledge();
      assertThat(other.received()).isEmpty();
    }
  }
}
