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
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.TaskStoodDown.Cause;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the operators of another city see of an alert that has called one of their teams. */
@OnRealServers
@MicronautTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuestStreamTest implements TestPropertyProvider {
  private static final String VILLAGE = "320371003209";
  private static final String ELSEWHERE = "320412001001";

  private final TestBed bed = TestBed.shared();
  private final String theirs = bed.operatorToken("3204");
  private final String ours = bed.operatorToken(VILLAGE);
  private final UUID ourTask = UUID.randomUUID();
  private final UUID theirTask = UUID.randomUUID();
  @Inject EmbeddedServer embedded;
  private RunningServer server;

  @Override
  public Map<String, String> getProperties() {
    return bed.properties();
  }

  @BeforeAll
  void ready() {
    server = new RunningServer(embedded).awaitReady();
  }

  @Test
  void fromTheFirstCallOfTheirTeamTheySeeTheAlertAndTheirTeamAndNothingElse() {
    Incident incident = new Incident(VILLAGE).numbered(40_319);
    try (EventStream guests = server.stream(path(incident), theirs).awaitLive();
        EventStream leads = server.stream(path(incident), ours).awaitLive()) {
      bed.publish(everything(incident).events());
      leads.awaitType("alert.resolved.v1");
      guests.awaitType("alert.resolved.v1");

      assertThat(guests.types()).containsExactlyElementsOf(FOR_GUESTS);
      assertThat(leads.types())
          .contains("alert.issued.v1", "alert.clue-received.v1", "alert.note-added.v1")
          .doesNotContain("alert.snapshot.v1");
      assertThat(guests.listReceived())
          .allMatch(frame -> frame.data().path("guest").asBoolean(false));
      assertThat(leads.listReceived()).noneMatch(frame -> frame.data().has("guest"));

      EventStream.Received snapshot = guests.awaitType("alert.snapshot.v1");
      assertThat(snapshot.text("alertId")).isEqualTo(incident.alertId.toString());
      assertThat(snapshot.text("jurisdiction")).isEqualTo(VILLAGE);
      assertThat(snapshot.data().at("/event/number").asInt()).isEqualTo(40_319);
      assertThat(snapshot.data().at("/event/details/headline").asString()).isEqualTo("seen north");
      assertThat(snapshot.data().at("/event/status").asString()).isEqualTo("CALLING");
      EventStream.Received offer = guests.awaitType("task.offered.v1");
      assertThat(offer.data().at("/event/teamName").asString()).isEqualTo("Team t-theirs");
      assertThat(offer.text("eventId")).isNotEqualTo(snapshot.text("eventId"));
      assertThat(guests.listReceived().toString())
          .doesNotContain("at the bridge")
          .doesNotContain("Mrs Li")
          .doesNotContain("t-ours");
    }
  }

  @Test
  void whoIsResponsibleElsewhereSeesNothing() {
    Incident incident = new Incident(VILLAGE);
    Incident end = new Incident("320413001001");
    try (EventStream strangers =
        server.stream("/api/stream/events", bed.operatorToken("320413")).awaitLive()) {
      bed.publish(everything(incident).events());
      bed.publish(end.issued().events());
      strangers.awaitEvent(frame -> frame.text("alertId").equals(end.alertId.toString()));
      assertThat(strangers.listReceived())
          .noneMatch(frame -> frame.text("alertId").equals(incident.alertId.toString()));
    }
  }

  /** From the topic itself, and after each frame that a stream can be resumed from. */
  @Test
  void aResumedStreamLosesNothingAndTellsNothingMore() {
    Instant from = Instant.now();
    Incident incident = new Incident(VILLAGE);
    bed.publish(everything(incident).events());
    List<EventStream.Received> whole;
    try (EventStream replayed = server.stream(path(incident) + "&from=" + from, theirs)) {
      replayed.awaitType("alert.resolved.v1");
      whole = replayed.listReceived();
    }
    assertThat(whole).extracting(EventStream.Received::type).containsExactlyElementsOf(FOR_GUESTS);
    assertThat(whole.getFirst().id()).as("nobody resumes behind the snapshot alone").isNull();
    for (int i = 1; i < whole.size() - 1; i++) {
      try (EventStream resumed = server.stream(path(incident), theirs, whole.get(i).id())) {
        resumed.awaitType("alert.resolved.v1");
        assertThat(resumed.types())
            .containsExactlyElementsOf(FOR_GUESTS.subList(i + 1, FOR_GUESTS.size()));
      }
    }
  }

  @Test
  void theTypesThatWereAskedForAreKeptTo() {
    Incident incident = new Incident(VILLAGE);
    try (EventStream tasks = server.stream(path(incident) + "&type=task.", theirs).awaitLive();
        EventStream alerts =
            server.stream(path(incident) + "&type=alert.snapshot.v1", theirs).awaitLive();
        EventStream all = server.stream(path(incident), theirs).awaitLive()) {
      bed.publish(everything(incident).events());
      all.awaitType("alert.resolved.v1");
      tasks.awaitType("task.stood-down.v1");
      assertThat(tasks.types())
          .containsExactly("task.offered.v1", "task.acknowledged.v1", "task.stood-down.v1");
      alerts.awaitType("alert.snapshot.v1");
      assertThat(alerts.types()).containsExactly("alert.snapshot.v1");
    }
  }

  @Test
  void aNarrowerJurisdictionMeansTheTeamsOfThatPart() {
    Incident incident = new Incident(VILLAGE);
    String query = path(incident) + "&jurisdiction=";
    try (EventStream county = server.stream(query + "320412", theirs).awaitLive();
        EventStream otherCounty = server.stream(query + "320413", theirs).awaitLive()) {
      bed.publish(everything(incident).events());
      county.awaitType("alert.resolved.v1");
      assertThat(county.types()).containsExactlyElementsOf(FOR_GUESTS);
      assertThat(otherCounty.types()).isEmpty();
    }
  }

  private static final List<String> FOR_GUESTS =
      List.of(
          "alert.snapshot.v1",
          "task.offered.v1",
          "alert.changed.v1",
          "task.acknowledged.v1",
          "alert.covered.v1",
          "task.stood-down.v1",
          "alert.resolved.v1");

  /** What may be told to guests, and what may not, before and after their team is called. */
  private Incident everything(Incident incident) {
    return incident
        .issued()
        .offeredTo(ourTask, "t-ours", VILLAGE)
        .clue("at the bridge")
        .updated("seen north")
        .offeredTo(theirTask, "t-theirs", ELSEWHERE)
        .clue("at the bridge again")
        .note("Mrs Li rang")
        .becomes(Category.BRAWL)
        .happens(
            new DispatchEvent.WaveOpened(
                incident.alertId,
                incident.now(),
                2,
                DispatchEvent.WaveOpened.Trigger.BY_HAND,
                2_000,
                incident.now().plusSeconds(60),
                List.of()))
        .acknowledged(ourTask, "t-ours", "v-ours")
        .acknowledged(theirTask, "t-theirs", "v-theirs")
        .covered(2)
        .stoodDown(ourTask, "t-ours", Cause.COVERED)
        .stoodDown(theirTask, "t-theirs", Cause.COVERED)
        .resolved();
  }

  private static String path(Incident incident) {
    return "/api/stream/events?alertId=" + incident.alertId;
  }
}
