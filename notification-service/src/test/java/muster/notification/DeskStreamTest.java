package muster.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What desks are told of reports, teams and volunteers, beside alerts, on one stream. */
@OnRealServers
@MicronautTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskStreamTest implements TestPropertyProvider {
  private static final String VILLAGE = "320371003209";
  private static final String ELSEWHERE = "320412001001";

  private final TestBed bed = TestBed.shared();
  private final String city = bed.operatorToken("3203");
  @Inject EmbeddedServer embedded;
  private RunningServer server;

  @Override
  public Map<String, String> getProperties() {
    return bed.properties("muster.stream.heartbeat", "1500ms");
  }

  @BeforeAll
  void ready() {
    server = new RunningServer(embedded).awaitReady();
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "dispatcher", "officer"})
  void aReportIsToldToAllDesksWhereItIsWithItsIdAndVersion(String role) {
    Desk.Report report = new Desk.Report(VILLAGE);
    String token = bed.issuer().token(role + "-desk", Set.of(role), VILLAGE);
    try (EventStream stream = all(token).awaitLive()) {
      bed.publish(List.of(report.submitted("smoke"), report.answered("thank you")));
      EventStream.Received submitted = stream.awaitEvent(of(report.id, "report.submitted.v1"));
      assertThat(submitted.text("topic")).isEqualTo("report.events");
      assertThat(submitted.text("key")).isEqualTo(report.id.toString());
      assertThat(submitted.data().path("version").asInt()).isEqualTo(1);
      assertThat(submitted.text("jurisdiction")).isEqualTo(VILLAGE);
      assertThat(submitted.text("category")).isEqualTo("FIRE_HAZARD");
      assertThat(submitted.data().at("/event/text").asString()).isEqualTo("smoke");
      assertThat(submitted.data().has("alertId")).isFalse();
      EventStream.Received answered = stream.awaitEvent(of(report.id, "report.answered.v1"));
      assertThat(answered.data().path("version").asInt()).isEqualTo(2);
      assertThat(answered.text("jurisdiction")).isEqualTo(VILLAGE);
      assertThat(answered.id()).matches("[0-9a-z.]+(~[0-9a-z.]+){3}");
    }
  }

  @Test
  void anAlarmIsToldWithItsIdInTheOrderInWhichItWasRaisedAcknowledgedAndGone() {
    Desk.Alarm ours = new Desk.Alarm(VILLAGE);
    Desk.Alarm theirs = new Desk.Alarm(ELSEWHERE);
    Desk.Alarm everybodys = Desk.Alarm.ofSystem();
    try (EventStream stream = all(city).awaitLive();
        EventStream neighbours = all(bed.operatorToken("3204")).awaitLive()) {
      bed.publish(List.of(theirs.raised(), everybodys.raised()));
      bed.publish(List.of(ours.raised(), ours.acknowledged(), ours.gone()));
      EventStream.Received raised =
          stream.awaitEvent(frame -> frame.text("key").equals(ours.id) && version(frame) == 1);
      assertThat(raised.type()).isEqualTo("alarm.raised.v1");
      assertThat(raised.text("topic")).isEqualTo("dispatch.alarms");
      assertThat(raised.text("jurisdiction")).isEqualTo(VILLAGE);
      assertThat(raised.data().at("/event/priority").asString()).isEqualTo("HIGH");
      assertThat(raised.data().at("/event/alarmId").asString()).isEqualTo(ours.id);
      stream.awaitEvent(frame -> frame.text("key").equals(ours.id) && version(frame) == 3);
      assertThat(of(ours.id, stream))
          .extracting(EventStream.Received::type)
          .containsExactly("alarm.raised.v1", "alarm.acknowledged.v1", "alarm.gone.v1");
      EventStream.Received system =
          stream.awaitEvent(frame -> frame.text("key").equals(everybodys.id));
      assertThat(system.data().has("jurisdiction")).isFalse();
      neighbours.awaitEvent(frame -> frame.text("key").equals(everybodys.id));
      neighbours.awaitEvent(frame -> frame.text("key").equals(theirs.id));
      assertThat(of(theirs.id, stream)).isEmpty();
      assertThat(of(ours.id, neighbours)).isEmpty();
    }
  }

  @Test
  void aPositionOfThreeTopicsResumesInThemAndBeginsNowWithTheAlarms() {
    Desk.Team team = new Desk.Team(VILLAGE);
    Desk.Alarm alarm = new Desk.Alarm(VILLAGE);
    String old;
    try (EventStream stream = all(city).awaitLive()) {
      bed.publish(List.of(team.registered()));
      EventStream.Received registered =
          stream.awaitEvent(frame -> frame.text("key").equals(team.id));
      String position = Objects.requireNonNull(registered.id());
      old = position.substring(0, position.lastIndexOf('~'));
    }
    try (EventStream witness = all(city).awaitLive()) {
      bed.publish(List.of(alarm.raised()));
      bed.publish(List.of(team.changed("missed")));
      witness.awaitEvent(frame -> frame.text("key").equals(alarm.id));
      witness.awaitEvent(frame -> frame.text("key").equals(team.id));
    }
    try (EventStream stream = server.stream("/api/stream/events", city, old)) {
      stream.awaitEvent(frame -> frame.text("key").equals(team.id) && version(frame) == 2);
      bed.publish(List.of(alarm.gone()));
      stream.awaitEvent(frame -> frame.text("key").equals(alarm.id));
      assertThat(of(alarm.id, stream))
          .extracting(EventStream.Received::type)
          .containsExactly("alarm.gone.v1");
    }
  }

  @Test
  void whatIsElsewhereIsNotToldAndNorIsAReportOfWhichNobodyKnowsWhereItIs() {
    Desk.Report theirs = new Desk.Report(ELSEWHERE);
    Desk.Report nowhere = Desk.Report.ofOld(VILLAGE);
    nowhere.submitted("is never published");
    Desk.Team team = new Desk.Team(ELSEWHERE);
    Desk.Volunteer theirVolunteer = new Desk.Volunteer(ELSEWHERE);
    Incident ours = new Incident(VILLAGE).numbered(40_321);
    Desk.Report lastReport = new Desk.Report(VILLAGE);
    Desk.Team lastTeam = new Desk.Team(VILLAGE);
    try (EventStream stream = all(city).awaitLive();
        EventStream everywhere = all(bed.operatorToken("32")).awaitLive()) {
      bed.publish(List.of(theirs.submitted("smoke"), theirs.linked(ours.alertId)));
      bed.publish(List.of(nowhere.answered("thank you")));
      bed.publish(List.of(team.registered(), theirVolunteer.registered()));
      bed.publish(List.of(new Desk.Volunteer(VILLAGE).onDuty(team)));
      everywhere.awaitEvent(of(theirs.id, "report.linked.v1"));
      everywhere.awaitEvent(ofTeam("volunteer.went-on-duty.v1", team.id));
      bed.publish(List.of(lastTeam.registered(), lastReport.submitted("the last one")));
      stream.awaitEvent(of(lastReport.id, "report.submitted.v1"));
      stream.awaitEvent(frame -> frame.text("key").equals(lastTeam.id));
      for (String hidden :
          List.of(theirs.id.toString(), nowhere.id.toString(), team.id, theirVolunteer.id)) {
        assertThat(stream.listReceived())
            .noneMatch(frame -> frame.data().toString().contains(hidden));
      }
    }
  }

  @Test
  void ofADutyOnlyTheOwnTeamsAreToldAndNotWhoItIs() {
    Desk.Team ours = new Desk.Team(VILLAGE);
    Desk.Team theirs = new Desk.Team(ELSEWHERE);
    Desk.Volunteer somebody = new Desk.Volunteer(VILLAGE);
    try (EventStream stream = all(city).awaitLive();
        EventStream guests = all(bed.operatorToken("3204")).awaitLive()) {
      bed.publish(List.of(somebody.onDuty(ours, theirs), somebody.offDuty(ours)));
      EventStream.Received on = stream.awaitEvent(ofTeam("volunteer.went-on-duty.v1", ours.id));
      assertThat(on.data().toString()).doesNotContain(somebody.id).doesNotContain(theirs.id);
      assertThat(on.data().has("key")).isFalse();
      assertThat(on.data().has("version")).isFalse();
      assertThat(on.data().has("eventId")).isTrue();
      assertThat(on.data().path("event").propertyNames()).containsExactlyInAnyOrder("at", "teams");
      EventStream.Received off = stream.awaitEvent(ofTeam("volunteer.went-off-duty.v1", ours.id));
      assertThat(off.data().toString()).doesNotContain(somebody.id);
      assertThat(
              guests.awaitEvent(ofTeam("volunteer.went-on-duty.v1", theirs.id)).data().toString())
          .doesNotContain(ours.id)
          .doesNotContain(somebody.id);
    }
  }

  @Test
  void teamsAndVolunteersComeWithTheirIdsAndVersions() {
    Desk.Team team = new Desk.Team(VILLAGE);
    Desk.Volunteer somebody = new Desk.Volunteer(VILLAGE);
    try (EventStream stream = all(city).awaitLive();
        EventStream neighbours = all(bed.operatorToken("3204")).awaitLive()) {
      bed.publish(
          List.of(
              team.registered(),
              team.changed("二队"),
              team.movedTo(ELSEWHERE),
              team.changed("三队"),
              team.disbanded()));
      bed.publish(List.of(somebody.registered(), somebody.erased()));
      stream.awaitEvent(frame -> frame.text("key").equals(somebody.id) && version(frame) == 2);
      neighbours.awaitEvent(frame -> frame.text("key").equals(team.id) && version(frame) == 5);
      List<EventStream.Received> ofTeam = of(team.id, stream);
      assertThat(ofTeam)
          .extracting(EventStream.Received::type)
          .containsExactly("team.registered.v1", "team.changed.v1", "team.changed.v1");
      assertThat(ofTeam).extracting(DeskStreamTest::version).containsExactly(1, 2, 3);
      assertThat(ofTeam.get(2).data().at("/event/movedFrom").asString()).isEqualTo(VILLAGE);
      assertThat(of(team.id, neighbours))
          .extracting(DeskStreamTest::version)
          .containsExactly(3, 4, 5);
    }
  }

  @Test
  void aRepetitionIsToldOnceAndAnUnreadableRecordHoldsNothingUp() {
    Desk.Report report = new Desk.Report(VILLAGE);
    var submitted = report.submitted("smoke");
    try (EventStream stream = all(city).awaitLive()) {
      bed.publish(List.of(submitted, submitted));
      bed.publish(new ProducerRecord<>("report.events", report.id.toString(), new byte[] {7}));
      bed.publish(new ProducerRecord<>("volunteer.events", "x", new byte[] {7}));
      bed.publish(List.of(submitted, report.withdrawn()));
      stream.awaitEvent(of(report.id, "report.withdrawn.v1"));
      assertThat(of(report.id.toString(), stream))
          .extracting(EventStream.Received::type)
          .containsExactly("report.submitted.v1", "report.withdrawn.v1");
    }
    assertThat(bed.awaitRecords("report.events.dlt", 1, r -> report.id.toString().equals(r.key())))
        .hasSize(1);
  }

  @Test
  void aPositionOfOldResumesTheAlertsAndBeginsNowWithTheRest() {
    Incident incident = new Incident(VILLAGE);
    Desk.Report report = new Desk.Report(VILLAGE);
    String old;
    try (EventStream stream = all(city).awaitLive()) {
      bed.publish(incident.issued().events());
      String position = Objects.requireNonNull(stream.awaitType("alert.issued.v1").id());
      assertThat(position).contains("~");
      old = position.substring(0, position.indexOf('~'));
    }
    try (EventStream witness = all(city).awaitLive()) {
      bed.publish(List.of(report.submitted("missed")));
      bed.publish(incident.updated("missed").events());
      witness.awaitEvent(of(report.id, "report.submitted.v1"));
      witness.awaitType("alert.updated.v1");
    }
    try (EventStream stream = server.stream("/api/stream/events", city, old)) {
      stream.awaitEvent(of(incident.alertId, "alert.updated.v1"));
      bed.publish(List.of(report.answered("now")));
      EventStream.Received answered = stream.awaitEvent(of(report.id, "report.answered.v1"));
      assertThat(answered.id()).contains("~");
      assertThat(of(report.id.toString(), stream))
          .extracting(EventStream.Received::type)
          .containsExactly("report.answered.v1");
    }
  }

  @Test
  void aPositionResumesInAllTopics() {
    Incident incident = new Incident(VILLAGE);
    Desk.Report report = new Desk.Report(VILLAGE);
    Desk.Team team = new Desk.Team(VILLAGE);
    String position;
    try (EventStream stream = all(city).awaitLive()) {
      bed.publish(incident.issued().events());
      bed.publish(List.of(report.submitted("smoke"), team.registered()));
      stream.awaitEvent(of(incident.alertId, "alert.issued.v1"));
      stream.awaitEvent(of(report.id, "report.submitted.v1"));
      stream.awaitEvent(frame -> frame.text("key").equals(team.id));
      position = stream.lastEventId();
    }
    bed.publish(incident.updated("missed").events());
    bed.publish(List.of(report.added("missed"), team.changed("missed")));
    for (String query : List.of("", "?lastEventId=" + position)) {
      try (EventStream stream =
          server.stream("/api/stream/events" + query, city, query.isEmpty() ? position : null)) {
        stream.awaitEvent(of(incident.alertId, "alert.updated.v1"));
        stream.awaitEvent(of(report.id, "report.added-to.v1"));
        stream.awaitEvent(frame -> frame.text("key").equals(team.id));
        assertThat(stream.types())
            .containsExactlyInAnyOrder("alert.updated.v1", "report.added-to.v1", "team.changed.v1");
      }
    }
  }

  @Test
  void filtersAreForAllTopics() {
    Incident incident = new Incident(VILLAGE).numbered(40_322);
    Desk.Report report = new Desk.Report(VILLAGE);
    Desk.Report inTheNextVillage = new Desk.Report("320371003210");
    Desk.Team team = new Desk.Team(VILLAGE);
    try (EventStream reports =
            server.stream("/api/stream/events?topic=report.events", city).awaitLive();
        EventStream types =
            server.stream("/api/stream/events?type=team.,report.linked.v1", city).awaitLive();
        EventStream village =
            server.stream("/api/stream/events?jurisdiction=320371003210&topic=report.events", city)
                .awaitLive();
        EventStream byNumber = server.stream("/api/stream/events?alertId=40322", city).awaitLive();
        EventStream byId =
            server.stream("/api/stream/events?alertId=" + incident.alertId, city).awaitLive()) {
      bed.publish(incident.issued().events());
      // The number is known from the alert's events, which come on another thread.
      byNumber.awaitType("alert.issued.v1");
      bed.publish(List.of(team.registered()));
      bed.publish(
          List.of(
              inTheNextVillage.submitted("elsewhere"),
              report.submitted("smoke"),
              report.linked(incident.alertId),
              report.added("more")));
      reports.awaitEvent(of(report.id, "report.added-to.v1"));
      assertThat(of(report.id.toString(), reports)).hasSize(3);
      assertThat(reports.listReceived())
          .allMatch(frame -> frame.text("topic").equals("report.events"));
      types.awaitEvent(frame -> frame.text("key").equals(team.id));
      types.awaitEvent(of(report.id, "report.linked.v1"));
      assertThat(types.types())
          .allMatch(type -> type.startsWith("team.") || type.equals("report.linked.v1"));
      village.awaitEvent(of(inTheNextVillage.id, "report.submitted.v1"));
      for (EventStream ofAlert : List.of(byNumber, byId)) {
        EventStream.Received linked = ofAlert.awaitEvent(of(report.id, "report.linked.v1"));
        assertThat(linked.text("alertId")).isEqualTo(incident.alertId.toString());
        assertThat(linked.data().path("number").asInt()).isEqualTo(40_322);
        assertThat(ofAlert.types()).containsExactly("alert.issued.v1", "report.linked.v1");
      }
      assertThat(of(report.id.toString(), village)).isEmpty();
    }
  }

  @Test
  void fromATimeAllTopicsAreReplayed() {
    Instant from = Instant.now();
    Incident incident = new Incident(VILLAGE);
    Desk.Report report = new Desk.Report(VILLAGE);
    Desk.Team team = new Desk.Team(VILLAGE);
    bed.publish(incident.issued().events());
    bed.publish(List.of(report.submitted("smoke"), team.registered()));
    try (EventStream stream = server.stream("/api/stream/events?from=" + from, city)) {
      stream.awaitEvent(of(report.id, "report.submitted.v1"));
      stream.awaitEvent(frame -> frame.text("key").equals(team.id));
      stream.awaitEvent(frame -> frame.text("alertId").equals(incident.alertId.toString()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "type=tasks., type",
    "type=report.exploded.v1, type",
    "'type=task.,repo,x', type",
    "type=task.offered.v11, type",
    "topic=volunteer.presence, topic",
    "topic=reports, topic",
    "topic=, topic",
    "'topic=report.events,', topic",
    "lastEventId=0.0.0.0.0.0.0.0.0.0.0.0~, lastEventId",
    "lastEventId=~0.0.0.0.0.0.0.0.0.0.0.0, lastEventId",
    "lastEventId=0.0.0.0.0.0.0.0.0.0.0.0~0.0, lastEventId",
    "lastEventId=0.0.0.0.0.0.0.0.0.0.0.0~x, lastEventId",
  })
  void whatNoStreamHasIsRefusedAndNamed(String query, String field) {
    Answer answer = server.get("/api/stream/events?" + query, city);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"field\":\"" + field + "\"")
        .contains("\"type\":\"/problems/validation\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type=t",
        "type=alert.snapshot.v1",
        "type=report.",
        "type=volunteer.went-on-duty.v1",
        "topic=report.events,dispatch.events",
        "topic=report.events&topic=volunteer.events",
        "topic=report.events&type=task.",
        "topic=dispatch.alarms",
        "type=alarm.raised"
      })
  void whatAnyStreamHasIsTaken(String query) {
    try (EventStream stream = server.stream("/api/stream/events?" + query, city)) {
      stream.awaitLive();
    }
  }

  /** Of another log in any topic: everything begins now. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aPositionBeyondTheEndOfATopicBeginsAnew(int topic) {
    String start = "0" + ".0".repeat(11);
    String beyond = "zzzzzz" + ".zzzzzz".repeat(11);
    String[] places = {start, start, start, start};
    places[topic] = beyond;
    Desk.Report report = new Desk.Report(VILLAGE);
    try (EventStream stream =
        server.stream("/api/stream/events", city, String.join("~", places)).awaitLive()) {
      assertThat(stream.listReceived()).isEmpty();
      assertThat(stream.lastEventId()).doesNotContain("zzzzzz");
      bed.publish(List.of(report.submitted("smoke")));
      stream.awaitEvent(of(report.id, "report.submitted.v1"));
    }
  }

  @Test
  void aDesksStreamEndsWithItsTokenAndGoesOnWithANewOneWithoutAGap() {
    Desk.Report report = new Desk.Report(VILLAGE);
    String shortLived =
        bed.issuer()
            .tokenWithClaims(
                Map.of(
                    "sub",
                    "desk-of-a-moment",
                    "roles",
                    List.of("operator"),
                    "jurisdiction",
                    "3203",
                    "exp",
                    Date.from(Instant.now().plusSeconds(3))));
    String position;
    try (EventStream stream = all(shortLived).awaitLive()) {
      bed.publish(List.of(report.submitted("smoke")));
      stream.awaitEvent(of(report.id, "report.submitted.v1"));
      stream.awaitEnd();
      assertThat(stream.comments()).contains("token-expired");
      assertThat(stream.retryMillis()).isEqualTo(100);
      position = stream.lastEventId();
    }
    bed.publish(List.of(report.answered("meanwhile")));
    try (EventStream stream = server.stream("/api/stream/events", city, position)) {
      stream.awaitEvent(of(report.id, "report.answered.v1"));
      assertThat(of(report.id.toString(), stream)).hasSize(1);
      assertThat(stream.retryMillis()).as("told anew").isEqualTo(2_000);
    }
  }

  @Test
  void aMembersStreamKnowsNothingOfOtherTopics() {
    String token = bed.volunteerToken(Names.volunteer());
    Desk.Report report = new Desk.Report(VILLAGE);
    String desks;
    try (EventStream desk = all(city).awaitLive();
        EventStream member = server.stream("/api/stream/me", token).awaitLive()) {
      bed.publish(List.of(report.submitted("smoke"), new Desk.Team(VILLAGE).registered()));
      desks = desk.awaitEvent(of(report.id, "report.submitted.v1")).id();
      member.awaitComment("heartbeat");
      assertThat(member.listReceived()).isEmpty();
      assertThat(member.lastEventId()).matches("[0-9a-z.]+");
    }
    // And takes a position that a desk was given.
    try (EventStream member = server.stream("/api/stream/me", token, desks).awaitLive()) {
      assertThat(member.lastEventId()).matches("[0-9a-z.]+");
    }
  }

  private EventStream all(String token) {
    return server.stream("/api/stream/events", token);
  }

  private static List<EventStream.Received> of(String key, EventStream stream) {
    return stream.listReceived().stream().filter(f -> f.text("key").equals(key)).toList();
  }

  private static Predicate<EventStream.Received> of(UUID key, String type) {
    return frame -> frame.type().equals(type) && frame.text("key").equals(key.toString());
  }

  private static Predicate<EventStream.Received> ofTeam(String type, String team) {
    return frame ->
        frame.type().equals(type) && frame.data().at("/event/teams").toString().contains(team);
  }

  private static int version(EventStream.Received frame) {
    return frame.data().path("version").asInt();
  }
}
