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
  void withoutATokenNobodyIsToldAnything(StackUnderTest running) {
    Person nobody = new Person("nobody", null);
    Person forged = new Person("forged", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJyb290In0.");
    Stream.of(
            running.dispatch() + "/api/alerts",
            running.dispatch() + "/api/tasks",
            running.volunteers() + "/api/teams",
            running.volunteers() + "/api/volunteers",
            running.reports() + "/api/reports",
            running.notifications() + "/api/stream/me",
            running.notifications() + "/api/stream/events")
        .forEach(
            address -> {
              nobody.get(address).expect(401);
              forged.get(address).expect(401);
            });
  }

  @Test
  void p2AnOfficersScopeIsAPrefixAtEveryService(StackUnderTest running) throws Exception {
    Person stranger = running.person("zhao.officer", "officer", "320322");
    try (StorySetting setting = running.newSetting()) {
      Phone phone = setting.team("a", 100).switchOn();
      Alert alert = setting.issue(setting.theft());
      phone.expectTask(alert);

      assertThat(stranger.get(alert.address()).status()).isIn(403, 404);
      stranger
          .post(alert.address() + "/cancellation", Map.of("reason", "not mine"))
          .expect(stranger.get(alert.address()).status());
      stranger.post(running.dispatch() + "/api/alerts", setting.theft()).expect(403);
      assertThat(
              stranger
                  .put(
                      running.volunteers()
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
  void aVolunteerSeesAndAnswersOnlyTheirOwnTasks(StackUnderTest running) throws Exception {
    try (StorySetting setting = running.newSetting()) {
      Phone called = setting.team("called", 100).switchOn();
      Phone other = setting.team("other", 40_000).switchOn();
      Alert alert = setting.issue(setting.theft());
      Phone.Task task = called.expectTask(alert);

      Person stranger = other.captain();
      assertThat(stranger.get(running.dispatch() + "/api/tasks").expect(200).json().path("items"))
          .isEmpty();
      assertThat(called.captain().get(running.dispatch() + "/api/tasks").json().path("items"))
          .hasSize(1);
      assertThat(
              stranger
                  .post(
                      running.dispatch() + "/api/tasks/" + task.id() + "/acknowledgement", Map.of())
                  .status())
          .isIn(403, 404);
      stranger
          .post(
              running.notifications() + "/api/receipts",
              Map.of("taskId", task.id(), "status", "CONFIRMED"))
          .expect(404);
      task.acknowledge();
      assertThat(other.received()).isEmpty();
    }
  }
}
