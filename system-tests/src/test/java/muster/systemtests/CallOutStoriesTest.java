package muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * How a call-out goes, by the policy for thefts: two teams needed, one on standby, six in the first
 * wave within 1.5 km, nine in the second within 3 km, 60 s to answer, 5 s to be reached.
 */
@ExtendWith(RunningStack.class)
class CallOutStoriesTest {

  @Test
  void theFirstTwoAreKeptTheThirdStandsByAndTheRestIsStoodDown(StackUnderTest running)
      throws Exception {
    try (StorySetting setting = running.newSetting()) {
      List<Phone> phones = setting.teams("a", "b", "c", "d");
      phones.forEach(Phone::switchOn);
      Alert alert = setting.issue(setting.theft());

      assertThat(phones.get(1).expectTask(alert).acknowledge().path("state").asString())
          .isEqualTo("ACKNOWLEDGED");
      assertThat(phones.get(0).expectTask(alert).acknowledge().path("state").asString())
          .isEqualTo("ACKNOWLEDGED");
      JsonNode third = phones.get(3).expectTask(alert).acknowledge();
      assertThat(third.path("state").asString()).isEqualTo("STANDBY");
      assertThat(third.path("rank").asInt()).isEqualTo(1);

      alert.expect("COVERED wave 1 | a ACKNOWLEDGED | b ACKNOWLEDGED | c STOOD_DOWN | d STANDBY 1");
      assertThat(phones.get(2).await(alert, "task.stood-down.v1").at("/event/cause").asString())
          .isEqualTo("COVERED");
    }
  }

  @Test
  void aWithdrawalMovesTheStandbyUpAndAnotherOneOpensTheNextWave(StackUnderTest running)
      throws Exception {
    try (StorySetting setting = running.newSetting()) {
      List<Phone> phones = setting.teams("a", "b", "c");
      Phone late = setting.team("late", 2_500);
      phones.forEach(Phone::switchOn);
      late.switchOn();
      Alert alert = setting.issue(setting.theft());
      List<Phone.Task> tasks = phones.stream().map(phone -> phone.expectTask(alert)).toList();
      tasks.forEach(Phone.Task::acknowledge);
      alert.expect("COVERED wave 1 | a ACKNOWLEDGED | b ACKNOWLEDGED | c STANDBY 1");

      tasks.get(0).withdraw();

      alert.expect("COVERED wave 1 | a WITHDRAWN | b ACKNOWLEDGED | c ACKNOWLEDGED");
      phones.get(2).await(alert, "task.promoted.v1");

      tasks.get(1).withdraw();

      late.expectTask(alert);
      alert.expect("CALLING wave 2 | a WITHDRAWN | b WITHDRAWN | c ACKNOWLEDGED | late OFFERED");
    }
  }

  @Test
  void whenTheDeadlinePassesWiderWavesOpenUntilTheParentJurisdictionIsAskedAndTheAlertExpires(
      StackUnderTest running) throws Exception {
    try (StorySetting setting = running.newSetting()) {
      Phone near = setting.team("near", 300).switchOn();
      Phone wide = setting.team("wide", 2_500).switchOn();
      Phone wider = setting.team("wider", 5_000).switchOn();
      Alert alert = setting.issue(setting.theft());
      near.expectTask(alert);
      alert.expect("CALLING wave 1 | near OFFERED");
      awaitReached(alert, 1);

      running.fastForward(Duration.ofSeconds(60));
      wide.expectTask(alert);
      alert.expect("CALLING wave 2 | near OFFERED | wide OFFERED");
      awaitReached(alert, 2);

      running.fastForward(Duration.ofSeconds(60));
      wider.expectTask(alert);
      awaitReached(alert, 3);

      running.fastForward(Duration.ofSeconds(60));
      alert.expect("ESCALATED wave 3 | near OFFERED | wide OFFERED | wider OFFERED");
      assertThat(alert.read().path("escalatedTo").asString()).isEqualTo("320371003");

      running.fastForward(Duration.ofHours(2));
      alert.expect("EXPIRED wave 3 | near STOOD_DOWN | wide STOOD_DOWN | wider STOOD_DOWN");
      near.await(alert, "task.stood-down.v1");
    }
  }

  @Test
  void unreachedIsNotDeclinedATeamWhosePhoneIsOffIsReplacedByTheNextNearest(StackUnderTest running)
      throws Exception {
    try (StorySetting setting = running.newSetting()) {
      List<Phone> phones = setting.teams("off", "b", "c", "d", "e", "f", "next");
      phones.stream().skip(1).forEach(Phone::switchOn);
      Alert alert = setting.issue(setting.theft());
      phones.get(5).expectTask(alert);
      alert.expect(
          "CALLING wave 1 | off OFFERED | b OFFERED | c OFFERED | d OFFERED | e OFFERED"
              + " | f OFFERED");
      awaitReached(alert, 5);

      running.fastForward(Duration.ofSeconds(5));

      phones.get(6).expectTask(alert);
      alert.expect(
          "CALLING wave 1 | off UNREACHED | b OFFERED | c OFFERED | d OFFERED | e OFFERED"
              + " | f OFFERED | next OFFERED");

      Phone.Task lateTask = phones.get(0).switchOn().expectTask(alert);
      assertThat(lateTask.acknowledge().path("state").asString())
          .as("unreached is not declined: it comes back and is welcome")
          .isEqualTo("ACKNOWLEDGED");
    }
  }

  @Test
  void whenEverybodyHasDeclinedNobodyWaitsForTheDeadline(StackUnderTest running) throws Exception {
    try (StorySetting setting = running.newSetting()) {
      List<Phone> phones = setting.teams("a", "b");
      Phone wide = setting.team("wide", 2_500).switchOn();
      phones.forEach(Phone::switchOn);
      Alert alert = setting.issue(setting.theft());

      phones.forEach(phone -> phone.expectTask(alert).decline());

      wide.expectTask(alert);
      alert.expect("CALLING wave 2 | a DECLINED | b DECLINED | wide OFFERED");
    }
  }

  @Test
  void p3ATeamOnPatrolIsCalledFromWhereItWalksNotFromItsBase(StackUnderTest running)
      throws Exception {
    try (StorySetting setting = running.newSetting()) {
      running.resetClock();
      Phone walking = setting.register("walking", 30_000);
      walking.onDuty(Optional.of(setting.north(200)));
      Phone resting = setting.team("resting", 900);

      Awaitility.await()
          .untilAsserted(
              () -> {
                JsonNode preview =
                    running
                        .dispatcher()
                        .post(running.dispatch() + "/api/alerts/preview", setting.theft())
                        .expect(200)
                        .json();
                assertThat(preview.at("/picks/0/teamId").asString()).isEqualTo(walking.teamId());
              });
      Alert alert = setting.issue(setting.theft());
      walking.switchOn().expectTask(alert);
      resting.switchOn().expectTask(alert);
      JsonNode reason = alert.read().at("/tasks/0/reason");
      assertThat(reason.path("from").asString()).isEqualTo("POSITION");
      assertThat(reason.path("distanceMeters").asDouble()).isBetween(200.0, 400.0);
    }
  }

  @Test
  void p1AStolenBikeIsReportedCalledOutFoundByAClueAndResolved(StackUnderTest running)
      throws Exception {
    try (StorySetting setting = running.newSetting()) {
      List<Phone> phones = setting.teams("a", "b", "c", "d");
      phones.forEach(Phone::switchOn);
      String report = report(setting, running.reporter(), "电动车被盗", Map.of());
      Alert alert = triage(setting, report, "电动车被盗 E-bike stolen", Map.of());

      List<Phone.Task> tasks = phones.stream().map(phone -> phone.expectTask(alert)).toList();
      tasks.get(3).decline();
      tasks.get(0).acknowledge();
      tasks.get(1).acknowledge();
      tasks.get(2).acknowledge();
      alert.expect("COVERED wave 1 | a ACKNOWLEDGED | b ACKNOWLEDGED | c STANDBY 1 | d DECLINED");
      tasks.get(0).withdraw();
      phones.get(2).await(alert, "task.promoted.v1");
      tasks.get(2).progress("EN_ROUTE");
      tasks.get(2).progress("ON_SCENE");
      clue(setting, phones.get(2).captain(), alert, "红色电动车停在桥下");
      tasks.get(1).complete();
      tasks.get(2).complete();
      alert.resolve("FOUND");

      alert.expect("RESOLVED wave 1 | a WITHDRAWN | b COMPLETED | c COMPLETED | d DECLINED");
      assertThat(alert.history())
          .startsWith("alert.issued.v1")
          .contains("alert.covered.v1", "alert.clue-received.v1")
          .endsWith("alert.resolved.v1");
    }
  }

  @Test
  void p14AResidentsTipBecomesAnAlertWithTheNearestTeam(StackUnderTest running) throws Exception {
    try (StorySetting setting = running.newSetting()) {
      Phone nearest = setting.team("nearest", 150).switchOn();
      String report = report(setting, running.reporter(), "有人在楼下转来转去，试车门", Map.of());
      Map<String, ?> oneTeam = Map.of("severity", "SEVERE", "teamsNeeded", 1);
      Alert alert = triage(setting, report, "可疑人员 Prowler", oneTeam);

      Phone.Task task = nearest.expectTask(alert);
      task.acknowledge();
      task.progress("EN_ROUTE");
      task.progress("ON_SCENE");
      clue(setting, nearest.captain(), alert, "人在 3 号楼后面");
      task.complete();
      alert.resolve("HANDED_OVER");
      alert.expect("RESOLVED wave 1 | nearest COMPLETED");

      triage(setting, report, "可疑人员 Prowler", oneTeam);
      assertThat(alert.history())
          .as("triaging again changes nothing")
          .filteredOn("alert.issued.v1"::equals)
          .hasSize(1);
    }
  }

  /** The report's id. */
  private static String report(StorySetting setting, Person who, String text, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("category", "THEFT");
    body.put("text", text);
    body.put("location", StorySetting.json(setting.center()));
    body.put("address", "西朱村 3 号楼");
    body.put("jurisdiction", StackUnderTest.XIZHU);
    return who.post(setting.running().reports() + "/api/reports", body)
        .expect(201)
        .json()
        .required("id")
        .asString();
  }

  private static Alert triage(
      StorySetting setting, String report, String headline, Map<String, ?> more) {
    StackUnderTest running = setting.running();
    String address = running.reports() + "/api/reports/" + report;
    Map<String, Object> body = new HashMap<>(Map.of("decision", "ALERT", "severity", "MODERATE"));
    body.put("headline", headline);
    body.put("outside", true);
    body.putAll(more);
    running.officer().post(address + "/triage", body).expect(200);
    String alertId =
        Awaitility.await()
            .until(
                () ->
                    running.officer().get(address).expect(200).json().path("alertId").asString(""),
                id -> !id.isEmpty());
    return new Alert(setting, alertId);
  }

  private static void clue(StorySetting setting, Person finder, Alert alert, String text) {
    String clue = report(setting, finder, text, Map.of("alertId", alert.id()));
    Awaitility.await().until(() -> alert.history().contains("alert.clue-received.v1"));
    assertThat(alert.timeline()).anySatisfy(event -> assertThat(event.toString()).contains(clue));
  }

  @Test
  void whoeverHoldsATaskIsToldOfUpdatesAndOfTheEnd(StackUnderTest running) throws Exception {
    try (StorySetting setting = running.newSetting()) {
      List<Phone> phones = setting.teams("a", "b");
      phones.forEach(Phone::switchOn);
      Alert alert = setting.issue(setting.theft());
      phones.forEach(phone -> phone.expectTask(alert));

      running
          .dispatcher()
          .patch(alert.address(), Map.of("description", "红色, 车牌 徐州 12345"))
          .expect(200);
      assertThat(
              phones
                  .get(0)
                  .await(alert, "alert.updated.v1")
                  .at("/event/details/description")
                  .asString())
          .contains("12345");

      running
          .dispatcher()
          .post(alert.address() + "/cancellation", Map.of("reason", "车主自己找到了"))
          .expect(200);
      phones.forEach(phone -> phone.await(alert, "task.stood-down.v1"));
      Person.Answer tooLate = phones.get(0).expectTask(alert).act("acknowledgement", Map.of());
      tooLate.expect(409);
      assertThat(tooLate.contentType()).startsWith("application/problem+json");
    }
  }

  @Test
  void aTeamBusyOnOneAlertIsNotCalledToAnother(StackUnderTest running) throws Exception {
    try (StorySetting setting = running.newSetting()) {
      setting.teams("a", "b");
      Alert first = setting.issue(setting.theft());
      first.expect("CALLING wave 1 | a OFFERED | b OFFERED");

      Alert second = setting.issue(setting.theft());

      assertThat(second.line())
          .as("with nobody to wait for, the wider waves and the escalation come at once")
          .isEqualTo("ESCALATED wave 3");
      assertThat(second.read().required("shortfalls").toString()).contains("ON_OTHER_TASK");

      first.resolve("FOUND");
      running.dispatcher().post(second.address() + "/waves", Map.of()).expect(200);
      Awaitility.await().untilAsserted(() -> assertThat(second.line()).contains("a OFFERED"));
    }
  }

  /** Whoever moves the clock before that makes a silent team of one whose word is on its way. */
  private static void awaitReached(Alert alert, int teams) {
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(alert.history()).filteredOn("task.reached.v1"::equals).hasSize(teams));
  }
}
