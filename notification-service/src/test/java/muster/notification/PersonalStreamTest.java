package muster.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import muster.contracts.Topics;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered.Answer;
import muster.contracts.dispatch.DispatchEvent.TaskStoodDown.Cause;
import muster.testbed.OnBothKinds;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@OnBothKinds
@MicronautTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersonalStreamTest implements TestPropertyProvider {
  private static final String VILLAGE = "320371003209";

  private final TestBed bed = TestBed.shared();
  @Inject EmbeddedServer embedded;
  private RunningServer server;
  private String team;
  private String volunteer;
  private String token;
  private UUID task;

  @Override
  public Map<String, String> getProperties() {
    return bed.properties("muster.stream.heartbeat", "1500ms");
  }

  @BeforeAll
  void ready() {
    server = new RunningServer(embedded).awaitReady();
  }

  @BeforeEach
  void aTeamOfOne() {
    team = Names.team();
    volunteer = Names.volunteer();
    token = bed.volunteerToken(volunteer);
    task = UUID.randomUUID();
    bed.publish(List.of(Incident.team(team, 1, volunteer), Incident.duty(volunteer, 1, true)));
    awaitMember(volunteer, team);
  }

  @Test
  void aVolunteerIsToldOfTheOwnTasksAsTheyHappen() {
    Incident incident = new Incident(VILLAGE).numbered(40_317);
    try (EventStream stream = server.stream("/api/stream/me", token).awaitLive()) {
      bed.publish(incident.issued().offered(task, team).events());
      EventStream.Received offered = stream.awaitType("task.offered.v1");
      assertThat(offered.text("type")).isEqualTo("task.offered.v1");
      assertThat(offered.text("alertId")).isEqualTo(incident.alertId.toString());
      assertThat(offered.text("taskId")).isEqualTo(task.toString());
      assertThat(offered.text("teamId")).isEqualTo(team);
      assertThat(offered.data().at("/event/reason/distanceMeters").asDouble()).isEqualTo(120);
      assertThat(offered.data().at("/alert/number").asInt()).isEqualTo(40_317);
      assertThat(offered.data().at("/alert/category").asString()).isEqualTo("THEFT");
      assertThat(offered.data().at("/alert/jurisdiction").asString()).isEqualTo(VILLAGE);
      assertThat(offered.data().at("/alert/details/address").asString()).isEqualTo("西贺村北口");
      assertThat(offered.data().at("/alert/status").asString()).isEqualTo("CALLING");

      bed.publish(
          incident.acknowledged(task, team, volunteer).updated("seen at the bridge").events());
      assertThat(
              stream.awaitType("alert.updated.v1").data().at("/alert/details/headline").asString())
          .isEqualTo("seen at the bridge");

      bed.publish(incident.resolved().stoodDown(task, team, Cause.RESOLVED).events());
      stream.awaitType("task.stood-down.v1");
      assertThat(stream.types())
          .containsExactly(
              "task.offered.v1",
              "task.acknowledged.v1",
              "alert.updated.v1",
              "alert.resolved.v1",
              "task.stood-down.v1");
    }
  }

  @Test
  void howLongAnOfferTookToAPhoneIsMeasured() {
    Incident incident = new Incident(VILLAGE, Instant.now().minusSeconds(3));
    try (EventStream stream = server.stream("/api/stream/me", token).awaitLive()) {
      bed.publish(incident.issued().offered(task, team).events());
      stream.awaitType("task.offered.v1");

      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(server.get("/prometheus", null).body())
                      .containsPattern(
                          "muster_offers_handed_seconds\\{[^}]*quantile=\"0\\.99\"[^}]*} [2-9]"));
    }
  }

  @Test
  void aTeamIsToldWhatTheCommandCenterSaysToItAndWhoComesLaterToo() {
    String otherTeam = Names.team();
    UUID otherTask = UUID.randomUUID();
    Incident incident = new Incident(VILLAGE).asAnExercise();
    try (EventStream stream = server.stream("/api/stream/me", token).awaitLive()) {
      bed.publish(
          incident
              .issued()
              .offered(task, team)
              .offered(otherTask, otherTeam)
              .acknowledged(task, team, volunteer)
              .message("for the others", otherTask, otherTeam)
              .message("use the north gate", task, team)
              .reminded(task, team)
              .helpAsked(task, team, volunteer)
              .helpInHand(task, team)
              .escalated()
              .toldAgain()
              .accepted()
              .events());
      stream.awaitType("alert.escalated.v1");
      assertThat(stream.types())
          .containsExactly(
              "task.offered.v1",
              "task.acknowledged.v1",
              "alert.message-sent.v1",
              "task.reminded.v1",
              "task.help-asked.v1",
              "task.help-acknowledged.v1",
              "alert.escalated.v1");
      assertThat(stream.listReceived())
          .allMatch(event -> event.data().at("/alert/exercise").asBoolean());
    }
    try (EventStream later = server.stream("/api/stream/me", token).awaitLive()) {
      EventStream.Received message = later.awaitType("alert.message-sent.v1");
      assertThat(message.data().at("/event/text").asString()).isEqualTo("use the north gate");
      assertThat(message.text("taskId")).isEqualTo(task.toString());
      assertThat(later.types())
          .containsExactly("task.offered.v1", "task.acknowledged.v1", "alert.message-sent.v1");
    }
  }

  /** Whoever can't come has nothing to do with what is said to those who do. */
  @Test
  void aMessageToWhoComesIsForThemAloneAndForWhoSaysSoLater() {
    String cannot = Names.volunteer();
    String later = Names.volunteer();
    bed.publish(List.of(Incident.team(team, 2, volunteer, cannot, later)));
    awaitMember(later, team);
    Incident incident = new Incident(VILLAGE);
    try (EventStream comes = server.stream("/api/stream/me", token).awaitLive();
        EventStream stays =
            server.stream("/api/stream/me", bed.volunteerToken(cannot)).awaitLive();
        EventStream undecided =
            server.stream("/api/stream/me", bed.volunteerToken(later)).awaitLive()) {
      bed.publish(
          incident
              .issued()
              .offered(task, team)
              .answered(task, team, volunteer, Answer.COMES, 60)
              .answered(task, team, cannot, Answer.CANNOT, null)
              .acknowledged(task, team, volunteer)
              .messageToWhoComes("use the north gate", task, team)
              .message("all of you: it is the mill", task, team)
              .reminded(task, team)
              .events());
      comes.awaitType("task.reminded.v1");
      stays.awaitType("task.reminded.v1");
      undecided.awaitType("task.reminded.v1");
      assertThat(messages(comes))
          .containsExactly("use the north gate", "all of you: it is the mill");
      assertThat(messages(stays)).containsExactly("all of you: it is the mill");
      assertThat(messages(undecided)).containsExactly("all of you: it is the mill");

      bed.publish(
          incident
              .answered(task, team, later, Answer.COMES, 90)
              .helpAsked(task, team, volunteer)
              .events());
      undecided.awaitType("task.help-asked.v1");
      assertThat(messages(undecided))
          .containsExactly("all of you: it is the mill", "use the north gate");
      stays.awaitType("task.help-asked.v1");
      assertThat(messages(stays)).containsExactly("all of you: it is the mill");
    }
    for (String account : List.of(volunteer, later)) {
      try (EventStream again =
          server.stream("/api/stream/me", bed.volunteerToken(account)).awaitLive()) {
        again.awaitEvent(event -> event.data().toString().contains("all of you"));
        assertThat(messages(again))
            .containsExactly("use the north gate", "all of you: it is the mill");
      }
    }
    try (EventStream again =
        server.stream("/api/stream/me", bed.volunteerToken(cannot)).awaitLive()) {
      again.awaitType("alert.message-sent.v1");
      assertThat(messages(again)).containsExactly("all of you: it is the mill");
    }
  }

  /** What was missed while nobody was connected is chosen by the same rule. */
  @Test
  void whoResumesIsToldOnlyTheMessagesThatAreForThem() {
    String cannot = Names.volunteer();
    bed.publish(List.of(Incident.team(team, 2, volunteer, cannot)));
    awaitMember(cannot, team);
    Incident incident = new Incident(VILLAGE);
    String position;
    try (EventStream stream =
        server.stream("/api/stream/me", bed.volunteerToken(cannot)).awaitLive()) {
      bed.publish(incident.issued().offered(task, team).events());
      position = stream.awaitType("task.offered.v1").id();
    }
    bed.publish(
        incident
            .answered(task, team, volunteer, Answer.COMES, 60)
            .acknowledged(task, team, volunteer)
            .messageToWhoComes("use the north gate", task, team)
            .resolved()
            .stoodDown(task, team, Cause.RESOLVED)
            .events());
    try (EventStream resumed =
        server.stream("/api/stream/me?lastEventId=" + position, bed.volunteerToken(cannot))) {
      resumed.awaitType("task.stood-down.v1");
      assertThat(messages(resumed)).isEmpty();
    }
    try (EventStream resumed = server.stream("/api/stream/me?lastEventId=" + position, token)) {
      resumed.awaitType("task.stood-down.v1");
      assertThat(messages(resumed)).containsExactly("use the north gate");
    }
  }

  private static List<String> messages(EventStream stream) {
    return stream.listReceived().stream()
        .filter(event -> event.type().equals("alert.message-sent.v1"))
        .map(event -> event.data().at("/event/text").asString())
        .toList();
  }

  @Test
  void anAccountIsFoundInWhateverFormTheTokenHasItsLetters() {
    String account = volunteer + "-ren\u00e9";
    bed.publish(List.of(Incident.team(team, 2, account)));
    awaitMember(account, team);
    String decomposed = bed.volunteerToken(volunteer + "-rene\u0301");
    try (EventStream stream = server.stream("/api/stream/me", decomposed).awaitLive()) {
      bed.publish(new Incident(VILLAGE).issued().offered(task, team).events());
      assertThat(stream.awaitType("task.offered.v1").text("taskId")).isEqualTo(task.toString());
    }
  }

  @Test
  void aVolunteerIsNotToldOfOtherTeamsAndNotOfWhatIsForTheCommandCenter() {
    String otherTeam = Names.team();
    String other = Names.volunteer();
    bed.publish(List.of(Incident.team(otherTeam, 1, other)));
    awaitMember(other, otherTeam);
    UUID otherTask = UUID.randomUUID();
    Incident incident = new Incident(VILLAGE);
    Incident elsewhere = new Incident(VILLAGE);
    try (EventStream mine = server.stream("/api/stream/me", token).awaitLive()) {
      bed.publish(elsewhere.issued().offered(UUID.randomUUID(), otherTeam).resolved().events());
      bed.publish(
          incident
              .issued()
              .offered(otherTask, otherTeam)
              .clue("a black e-bike behind the school")
              .offered(task, team)
              .acknowledged(otherTask, otherTeam, other)
              .covered(1)
              .events());
      mine.awaitType("alert.covered.v1");
      assertThat(mine.types()).containsExactly("task.offered.v1", "alert.covered.v1");
      assertThat(mine.listReceived())
          .allSatisfy(
              event -> {
                assertThat(event.text("taskId")).isEqualTo(task.toString());
                assertThat(event.data().toString()).doesNotContain(otherTeam);
              });
    }
  }

  @Test
  void whoComesLaterGetsWhatIsOpenAndNothingThatIsOver() {
    UUID overTask = UUID.randomUUID();
    UUID declinedTask = UUID.randomUUID();
    Incident over = new Incident(VILLAGE);
    Incident declined = new Incident(VILLAGE);
    Incident running = new Incident(VILLAGE);
    bed.publish(over.issued().offered(overTask, team).resolved().events());
    bed.publish(
        declined
            .issued()
            .offered(declinedTask, team)
            .declined(declinedTask, team, volunteer)
            .events());
    bed.publish(
        running
            .issued()
            .offered(task, team)
            .standby(task, team, volunteer, 1)
            .updated("now at the market")
            .events());
    awaitKnown(running);
    try (EventStream stream = server.stream("/api/stream/me", token).awaitLive()) {
      assertThat(stream.types()).containsExactly("task.offered.v1", "task.put-on-standby.v1");
      assertThat(stream.listReceived())
          .allSatisfy(
              event -> {
                assertThat(event.text("taskId")).isEqualTo(task.toString());
                assertThat(event.data().at("/alert/details/headline").asString())
                    .as("the alert as it is now")
                    .isEqualTo("now at the market");
              });
    }
  }

  @Test
  void aClientResumesAfterTheLastEventItGot() {
    Incident incident = new Incident(VILLAGE);
    String position;
    try (EventStream stream = server.stream("/api/stream/me", token).awaitLive()) {
      bed.publish(incident.issued().offered(task, team).events());
      position = stream.awaitType("task.offered.v1").id();
    }
    bed.publish(incident.acknowledged(task, team, volunteer).updated("still missing").events());
    awaitKnown(incident);
    // First what is open, the offer and where it stands, and then what it has missed.
    try (EventStream stream = server.stream("/api/stream/me", token, position)) {
      bed.publish(incident.covered(1).events());
      stream.awaitType("alert.covered.v1");
      assertThat(stream.types())
          .containsExactly(
              "task.offered.v1",
              "task.acknowledged.v1",
              "task.acknowledged.v1",
              "alert.updated.v1",
              "alert.covered.v1");
      assertThat(stream.listReceived().subList(0, 2))
          .extracting(EventStream.Received::id)
          .as("a client that is lost in between resumes from where it was")
          .containsOnlyNulls();
    }
    try (EventStream stream = server.stream("/api/stream/me?lastEventId=" + position, token)) {
      assertThat(stream.awaitCount(5).subList(2, 5))
          .extracting(EventStream.Received::type)
          .containsExactly("task.acknowledged.v1", "alert.updated.v1", "alert.covered.v1");
    }
  }

  @Test
  void whoJoinsATeamGetsItsOpenTasksOnTheStreamThatIsOpenAndThenItsEvents() {
    String joiner = Names.volunteer();
    Incident incident = new Incident(VILLAGE);
    Incident over = new Incident(VILLAGE);
    bed.publish(over.issued().offered(UUID.randomUUID(), team).resolved().events());
    bed.publish(
        incident
            .issued()
            .offered(task, team)
            .acknowledged(task, team, volunteer)
            .updated("still missing")
            .events());
    awaitKnown(incident);
    try (EventStream stream =
        server.stream("/api/stream/me", bed.volunteerToken(joiner)).awaitLive()) {
      assertThat(stream.types()).isEmpty();

      bed.publish(List.of(Incident.team(team, 2, volunteer, joiner)));
      EventStream.Received offered = stream.awaitType("task.offered.v1");
      assertThat(offered.text("taskId")).isEqualTo(task.toString());
      assertThat(offered.data().at("/alert/details/headline").asString())
          .isEqualTo("still missing");
      bed.publish(incident.covered(1).events());
      stream.awaitType("alert.covered.v1");
      assertThat(stream.types())
          .containsExactly("task.offered.v1", "task.acknowledged.v1", "alert.covered.v1");

      // Said again, as each day: nobody has joined with that.
      bed.publish(List.of(Incident.team(team, 2, volunteer, joiner)));
      bed.publish(incident.updated("found at the bridge").events());
      stream.awaitType("alert.updated.v1");
      assertThat(stream.types()).hasSize(4);
    }
  }

  @Test
  void whoLeavesATeamIsToldAndGetsNothingOfItAnyMore() {
    Incident incident = new Incident(VILLAGE);
    try (EventStream stream = server.stream("/api/stream/me", token).awaitLive()) {
      bed.publish(incident.issued().offered(task, team).events());
      stream.awaitType("task.offered.v1");

      String other = Names.volunteer();
      bed.publish(List.of(Incident.team(team, 2, other)));
      EventStream.Received left = stream.awaitType("team.left.v1");
      assertThat(left.text("type")).isEqualTo("team.left.v1");
      assertThat(left.text("teamId")).isEqualTo(team);
      assertThat(left.data().at("/tasks/0/taskId").asString()).isEqualTo(task.toString());
      assertThat(left.data().at("/tasks/0/alertId").asString())
          .isEqualTo(incident.alertId.toString());

      bed.publish(incident.acknowledged(task, team, other).updated("seen").events());
      awaitKnown(incident);
      assertThat(stream.types()).containsExactly("task.offered.v1", "team.left.v1");
    }
  }

  @Test
  void whoseTeamIsDisbandedIsToldToo() {
    try (EventStream stream = server.stream("/api/stream/me", token).awaitLive()) {
      bed.publish(new ProducerRecord<String, byte[]>(Topics.Name.VOLUNTEER_TEAMS, team, null));
      EventStream.Received left = stream.awaitType("team.left.v1");
      assertThat(left.text("teamId")).isEqualTo(team);
      assertThat(left.data().path("tasks").size()).isZero();
    }
  }

  @Test
  void anEventThatIsWrittenTwiceIsToldOnce() {
    Incident incident = new Incident(VILLAGE);
    try (EventStream stream = server.stream("/api/stream/me", token).awaitLive()) {
      var events = incident.issued().offered(task, team).events();
      bed.publish(events);
      bed.publish(events);
      bed.publish(incident.covered(1).events());
      stream.awaitType("alert.covered.v1");
      assertThat(stream.types()).containsExactly("task.offered.v1", "alert.covered.v1");
    }
  }

  @Test
  void somebodyInTwoTeamsGetsTheEventForEachAndThePositionWithTheLast() {
    String secondTeam = Names.team();
    UUID secondTask = UUID.randomUUID();
    bed.publish(List.of(Incident.team(secondTeam, 1, volunteer)));
    awaitMember(volunteer, secondTeam);
    Incident incident = new Incident(VILLAGE);
    try (EventStream stream = server.stream("/api/stream/me", token).awaitLive()) {
      bed.publish(incident.issued().offered(task, team).offered(secondTask, secondTeam).events());
      stream.awaitCount(2);
      String before = stream.lastEventId();
      bed.publish(incident.resolved().events());
      List<EventStream.Received> all = stream.awaitCount(4);
      assertThat(all.subList(2, 4))
          .extracting(event -> event.text("taskId"))
          .containsExactlyInAnyOrder(task.toString(), secondTask.toString());
      assertThat(all.get(2).id()).isEqualTo(before);
      assertThat(all.get(3).id()).isNotEqualTo(before);
    }
  }

  @Test
  void aStreamHasHeartbeatsAndHeadersThatKeepProxiesFromHoldingItBack() {
    try (EventStream stream = server.stream("/api/stream/me", token)) {
      stream.awaitComment("heartbeat");
      var headers = stream.response().headers();
      assertThat(headers.firstValue("Content-Type")).contains("text/event-stream");
      assertThat(headers.firstValue("Cache-Control")).contains("no-store, no-transform");
      assertThat(headers.firstValue("X-Accel-Buffering")).contains("no");
      assertThat(headers.firstValue("Content-Encoding")).isEmpty();
      assertThat(stream.retryMillis()).isEqualTo(2_000);
    }
  }

  private void awaitMember(String account, String teamId) {
    var roster = server.bean(muster.notification.roster.Roster.class);
    Awaitility.await().until(() -> roster.teamsOf(account).contains(teamId));
  }

  private void awaitKnown(Incident incident) {
    try (EventStream operator =
        server.stream(
            "/api/stream/events?from=2020-01-01T00:00:00Z&alertId=" + incident.alertId,
            bed.operatorToken("3203"))) {
      operator.awaitType("alert.updated.v1");
    }
  }
}
