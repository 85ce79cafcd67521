package muster.dispatch.alert.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import muster.contracts.TimeOrderedIds;
import muster.contracts.place.GeoPoint;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.dispatch.RunningDispatch;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.Rejection;
import muster.dispatch.alert.Respondent;
import muster.dispatch.alert.command.AlertCommands;
import muster.dispatch.alert.command.BusyTeams;
import muster.dispatch.alert.command.CommandResult;
import muster.dispatch.alert.command.FreeTeams;
import muster.dispatch.alert.command.NewlyFreeTeams;
import muster.dispatch.alert.command.TakenPeople;
import muster.dispatch.alert.command.TeamChanges;
import muster.dispatch.alert.command.TeamComparisons;
import muster.dispatch.alert.postgres.AlertStore;
import muster.dispatch.alert.postgres.PersonCommitmentTable;
import muster.dispatch.alert.postgres.TeamCommitmentTable;
import muster.dispatch.team.TeamIndex;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** People count, not rows: one person comes to one alert, with one team, at a time. */
@OnRealServers
class OnePersonTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RunningDispatch dispatch = RunningDispatch.shared();
  private final TeamChanges changes = dispatch.context.getBean(TeamChanges.class);
  private final GeoPoint place = RunningDispatch.newPlace();
  private final List<String> people = RunningDispatch.newPeople(3);
  private final String v = people.get(0);
  private final String w = people.get(1);

  private GeoPoint meters(double north) {
    return RunningDispatch.north(place, north);
  }

  @Test
  void whoIsTheOnlyMemberOfTwoTeamsDoesNotCoverAnAlertForTwo() {
    String near = dispatch.seedTeam(meters(100), List.of(v));
    dispatch.seedTeam(meters(200), List.of(v));

    JsonNode alert = dispatch.issue("CROWD", place);

    assertThat(RunningDispatch.calledTeams(alert)).containsExactly(near);
    assertThat(alert.get("shortfalls").toString()).contains("SAME_PEOPLE");
    comes(alert, 0, v, 200);
    JsonNode after = dispatch.alert(id(alert));
    assertThat(RunningDispatch.calledTeams(after)).containsExactly(near);
    assertThat(after.get("status").asString()).isNotEqualTo("COVERED");
    assertThat(after.get("peopleComing").asInt()).isEqualTo(1);
    assertThat(after.get("shortfalls").toString()).contains("SAME_PEOPLE");
    // Somebody else comes on duty in the other team.
    dispatch.seedTeam(meters(300), List.of(w));
    JsonNode wave =
        dispatch
            .post("/api/alerts/" + id(alert) + "/waves?tasks=true", dispatch.dispatcher(), null)
            .json();
    assertThat(wave.get("tasks").size()).isEqualTo(2);
    comes(wave, 1, w, 200);
    assertThat(dispatch.alert(id(alert)).get("status").asString()).isEqualTo("COVERED");
  }

  @Test
  void ofTwoTeamsWithACommonMemberBothAreCalledAndTheMemberComesWithOne() {
    dispatch.seedTeam(meters(100), List.of(v, w));
    dispatch.seedTeam(meters(200), List.of(v));
    JsonNode alert = dispatch.issue("CROWD", place);
    assertThat(alert.get("tasks").size()).isEqualTo(2);

    comes(alert, 0, v, 200);
    assertThat(comes(alert, 1, v, 409)).isEqualTo("PERSON_ON_OTHER_TASK");
    // Nobody is left who could come with the other team, and there is no third one.
    assertThat(dispatch.alert(id(alert)).get("status").asString()).isEqualTo("ESCALATED");

    // The other one takes over, and then there are two people for two teams.
    comes(alert, 0, w, 200);
    act(alert, 0, v, "withdrawal", 200);
    comes(alert, 1, v, 200);
    assertThat(dispatch.alert(id(alert)).get("status").asString()).isEqualTo("COVERED");
    assertThat(dispatch.alert(id(alert)).get("peopleComing").asInt()).isEqualTo(2);
  }

  @Test
  void aTeamIsNotWaitedForWhoseOnlyMemberComesWithAnotherOneOfTheAlert() {
    dispatch.seedTeam(meters(100), List.of(v, w));
    dispatch.seedTeam(meters(200), List.of(v));
    dispatch.seedTeam(meters(300), List.of(people.get(2)));
    JsonNode alert = dispatch.issue("CROWD", place);
    assertThat(alert.get("tasks").size()).isEqualTo(3);

    comes(alert, 0, v, 200);

    assertThat(states(alert)).containsExactly("ACKNOWLEDGED", "WITHDRAWN", "OFFERED");
    JsonNode withdrawn = dispatch.alert(id(alert)).get("tasks").get(1);
    assertThat(withdrawn.get("withdrawnFor").asString()).isEqualTo("MEMBERS_ELSEWHERE");
    assertThat(dispatch.timeline(id(alert)))
        .endsWith("member.answered.v1", "task.acknowledged.v1", "task.withdrawn.v2");
    // Said again, and with another estimate, it changes nothing of the other team.
    comes(alert, 0, v, 200);
    act(alert, 0, v, "acknowledgement", "{\"etaSeconds\":90}", 200);
    assertThat(dispatch.timeline(id(alert)).stream().filter("task.withdrawn.v2"::equals))
        .hasSize(1);
    comes(alert, 2, people.get(2), 200);
    assertThat(dispatch.alert(id(alert)).get("status").asString()).isEqualTo("COVERED");
  }

  /** Three for three; without w the first team would rest on v, as the second one does. */
  private JsonNode restsOnVAndW() {
    dispatch.seedTeam(meters(100), List.of(v, w));
    dispatch.seedTeam(meters(200), List.of(v));
    dispatch.seedTeam(meters(300), List.of(people.get(2)));
    JsonNode alert = dispatch.issue("CROWD", place);
    assertThat(alert.get("tasks").size()).isEqualTo(3);
    return alert;
  }

  @Test
  void aTeamIsNotWaitedForOfWhichNobodyIsLeftButWhoIsWaitedForWithAnotherOne() {
    JsonNode alert = restsOnVAndW();

    act(alert, 0, w, "decline", 200);

    assertThat(states(alert)).containsExactly("WITHDRAWN", "OFFERED", "OFFERED");
    assertThat(dispatch.alert(id(alert)).get("tasks").get(0).get("withdrawnFor").asString())
        .isEqualTo("MEMBERS_ELSEWHERE");
    assertThat(dispatch.timeline(id(alert))).endsWith("member.answered.v1", "task.withdrawn.v2");
    act(alert, 0, w, "decline", 200);
    changes.look();
    assertThat(dispatch.timeline(id(alert))).endsWith("member.answered.v1", "task.withdrawn.v2");
    comes(alert, 1, v, 200);
    comes(alert, 2, people.get(2), 200);
    assertThat(dispatch.alert(id(alert)).get("status").asString()).isEqualTo("COVERED");
  }

  /** Known to the index of this instance alone, as if the group had lost its record. */
  @Test
  void thatTheOtherOneHasGoneHomeIsFoundByTheNextLook() {
    JsonNode alert = restsOnVAndW();
    TeamIndex index = dispatch.context.getBean(TeamIndex.class);
    assertThat(
            index.apply(new PresenceSnapshot(w, Instant.now(), 2, false, null, null, null, true)))
        .isTrue();

    changes.look();

    assertThat(states(alert)).containsExactly("WITHDRAWN", "OFFERED", "OFFERED");
    int events = dispatch.timeline(id(alert)).size();
    changes.look();
    assertThat(dispatch.timeline(id(alert))).hasSize(events);
  }

  @Test
  void whoComesElsewhereDoesNotCountWhenATeamIsAssignedByHand() {
    dispatch.seedTeam(meters(100), List.of(v));
    JsonNode first = dispatch.issue("CROWD", place);
    comes(first, 0, v, 200);
    GeoPoint elsewhere = RunningDispatch.newPlace();
    // v is right there, w far off at the base.
    String team = dispatch.seedTeam(RunningDispatch.north(elsewhere, 30_000), List.of(v, w));
    TeamIndex index = dispatch.context.getBean(TeamIndex.class);
    Instant now = dispatch.context.getBean(Clock.class).instant();
    GeoPoint there = RunningDispatch.north(elsewhere, 100);
    assertThat(index.apply(new PresenceSnapshot(v, now, 99, true, there, 5.0, now))).isTrue();
    JsonNode second = dispatch.issue("CROWD", elsewhere);
    assertThat(second.get("tasks").size()).isZero();

    JsonNode reason = assigned(second, team).get("reason");

    assertThat(reason.get("membersOnDuty").asInt()).isEqualTo(1);
    assertThat(reason.get("distanceMeters").asDouble()).isCloseTo(30_000, within(100.0));
    // The same alert's own people, too.
    String third = dispatch.seedTeam(meters(200), List.of(v, people.get(2)));
    assertThat(assigned(first, third).get("reason").get("membersOnDuty").asInt()).isEqualTo(1);
  }

  @Test
  void norWhenTheAlertIsAtAnotherPlace() {
    dispatch.seedTeam(meters(100), List.of(v, w));
    JsonNode alert = dispatch.issue("CROWD", place);
    assertThat(membersOnDuty(alert)).isEqualTo(2);
    comes(otherAlertOfV(), 0, v, 200);

    Answer moved =
        dispatch.patch(
            "/api/alerts/" + id(alert),
            dispatch.newDispatcher(),
            "{\"location\":{\"latitude\":%s,\"longitude\":%s}}"
                .formatted(meters(500).latitude(), meters(500).longitude()));

    assertThat(moved.status()).as(moved.toString()).isEqualTo(200);
    assertThat(dispatch.timeline(id(alert))).contains("task.reckoned.v1");
    assertThat(membersOnDuty(alert)).isEqualTo(1);
  }

  private int membersOnDuty(JsonNode alert) {
    return dispatch.alert(id(alert)).get("tasks").get(0).get("reason").get("membersOnDuty").asInt();
  }

  private JsonNode assigned(JsonNode alert, String team) {
    Answer answer =
        dispatch.post(
            "/api/alerts/" + id(alert) + "/tasks",
            dispatch.dispatcher(),
            "{\"teamId\":\"%s\"}".formatted(team));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void norOneWhoseOnlyMemberComesToAnotherAlertUntilHeIsFree() {
    JsonNode waiting = waitsForV("CROWD");
    JsonNode other = otherAlertOfV();

    comes(other, 0, v, 200);

    awaitEvent(waiting, "task.withdrawn.v2");
    assertThat(states(waiting)).containsExactly("WITHDRAWN");
    assertThat(dispatch.alert(id(waiting)).get("tasks").get(0).get("withdrawnFor").asString())
        .isEqualTo("MEMBERS_ELSEWHERE");
    assertThat(dispatch.timeline(id(waiting))).contains("alert.escalated.v1");
    int events = dispatch.timeline(id(waiting)).size();
    changes.peopleTaken();
    changes.look();
    assertThat(dispatch.timeline(id(waiting))).hasSize(events);

    Instant due = nextRegularLook(waiting);
    act(other, 0, v, "completion", 200);
    awaitEvent(waiting, "wave.opened.v2");
    assertThat(lookedAt(waiting)).isBefore(due);
    assertThat(states(waiting)).containsExactly("OFFERED");
  }

  @Test
  void whoSharesPeopleWithOthersWaitsForThemWhereverTheyCome() {
    JsonNode sharing = waitsForV("FIRE_HAZARD");
    JsonNode other = otherAlertOfV();
    comes(other, 0, v, 200);
    changes.look();
    assertThat(states(sharing)).containsExactly("OFFERED");
    comes(sharing, 0, v, 200);
  }

  /** As if the instance that took the answer were gone before it could tell the other alert. */
  @Test
  void whatNobodyToldTheOtherAlertIsFoundByTheNextLook() {
    JsonNode waiting = waitsForV("CROWD");
    JsonNode other = otherAlertOfV();
    CommandResult result =
        commands()
            .run(
                UUID.fromString(id(other)),
                new AlertCommand.Acknowledge(
                    UUID.fromString(other.get("tasks").get(0).get("id").asString()),
                    Respondent.inApp(v, v),
                    null));
    assertThat(result).isInstanceOf(CommandResult.Done.class);

    changes.look();
    assertThat(states(waiting)).containsExactly("WITHDRAWN");
    int events = dispatch.timeline(id(waiting)).size();
    changes.look();
    assertThat(dispatch.timeline(id(waiting))).hasSize(events);
  }

  /** Of a team that goes on without: nobody's team becomes free, but one person does. */
  @Test
  void somebodyWhoLeavesATeamThatGoesOnBringsTheLookOfAnotherAlertForward() {
    dispatch.seedTeam(meters(100), List.of(v, w));
    JsonNode first = dispatch.issue("CROWD", place);
    comes(first, 0, v, 200);
    comes(first, 0, w, 200);
    GeoPoint elsewhere = RunningDispatch.newPlace();
    dispatch.seedTeam(RunningDispatch.north(elsewhere, 100), List.of(v));
    JsonNode tooFew = dispatch.issue("CROWD", elsewhere);
    assertThat(tooFew.get("tasks").size()).isZero();
    assertThat(tooFew.get("status").asString()).isEqualTo("ESCALATED");
    Instant due = nextRegularLook(tooFew);

    act(first, 0, v, "withdrawal", 200);

    awaitEvent(tooFew, "wave.opened.v2");
    assertThat(lookedAt(tooFew)).isBefore(due);
    assertThat(states(tooFew)).containsExactly("OFFERED");
    assertThat(states(first)).containsExactly("ACKNOWLEDGED");
  }

  /** An alert that has called a team of v alone. */
  private JsonNode waitsForV(String category) {
    dispatch.seedTeam(meters(100), List.of(v));
    JsonNode alert = dispatch.issue(category, place);
    assertThat(alert.get("tasks").size()).isEqualTo(1);
    return alert;
  }

  /** Far from there, one that has called another team of v. */
  private JsonNode otherAlertOfV() {
    GeoPoint elsewhere = RunningDispatch.newPlace();
    dispatch.seedTeam(RunningDispatch.north(elsewhere, 100), List.of(v));
    JsonNode alert = dispatch.issue("CROWD", elsewhere);
    assertThat(alert.get("tasks").size()).isEqualTo(1);
    return alert;
  }

  private List<String> states(JsonNode alert) {
    List<String> states = new ArrayList<>();
    dispatch
        .alert(id(alert))
        .get("tasks")
        .forEach(task -> states.add(task.get("state").asString()));
    return states;
  }

  private void awaitEvent(JsonNode alert, String type) {
    await().atMost(PATIENCE).until(() -> dispatch.timeline(id(alert)).contains(type));
  }

  /** Once a look is over that was brought forward before, as for somebody who came on duty. */
  private Instant nextRegularLook(JsonNode alert) {
    return await()
        .atMost(PATIENCE)
        .until(() -> nextLook(alert), due -> due.isAfter(Instant.now().plusSeconds(10)));
  }

  /** When it would look again, if nothing happened meanwhile. */
  private Instant nextLook(JsonNode alert) {
    return JdbcClient.create(dispatch.database())
        .sql("select execution_time from scheduled_tasks where task_instance like ?")
        .param(id(alert) + "/look-again%")
        .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .single();
  }

  private Instant lookedAt(JsonNode alert) {
    return dispatch
        .get("/api/alerts/" + id(alert) + "/timeline?limit=1000", dispatch.dispatcher())
        .json()
        .get("items")
        .valueStream()
        .filter(entry -> entry.get("type").asString().equals("wave.opened.v2"))
        .map(entry -> Instant.parse(entry.get("at").asString()))
        .toList()
        .getLast();
  }

  @Test
  void aTeamOfWhichAllComeWithAnotherOneIsNotAssignedByHand() {
    dispatch.seedTeam(meters(100), List.of(v));
    String other = dispatch.seedTeam(meters(200), List.of(v));
    JsonNode alert = dispatch.issue("CROWD", place);
    assertThat(assign(alert, other, 409)).isEqualTo("NOBODY_ON_DUTY");
    comes(alert, 0, v, 200);
    assertThat(assign(alert, other, 409)).isEqualTo("NOBODY_ON_DUTY");

    act(alert, 0, v, "withdrawal", 200);
    assertThat(assign(alert, other, 200)).isEmpty();
  }

  private String assign(JsonNode alert, String team, int status) {
    Answer answer =
        dispatch.post(
            "/api/alerts/" + id(alert) + "/tasks",
            dispatch.dispatcher(),
            "{\"teamId\":\"%s\"}".formatted(team));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    return status == 409 ? answer.json().get("reason").asString() : "";
  }

  @Test
  void whoIsOnSceneWithOneTeamIsNotCalledWithAnother() {
    dispatch.seedTeam(meters(100), List.of(v));
    JsonNode first = dispatch.issue("CROWD", place);
    comes(first, 0, v, 200);
    act(first, 0, v, "progress", "{\"state\":\"ON_SCENE\"}", 200);
    dispatch.seedTeam(meters(200), List.of(v));

    JsonNode second = dispatch.issue("CROWD", place);

    assertThat(second.get("tasks").size()).isZero();
    assertThat(second.get("shortfalls").toString()).contains("ON_OTHER_TASK");
    assertThat(
            dispatch
                .post(
                    "/api/alerts/preview",
                    dispatch.dispatcher(),
                    RunningDispatch.alertBody("CROWD", place))
                .json()
                .get("picks")
                .size())
        .isZero();

    act(first, 0, v, "completion", 200);
    assertThat(dispatch.issue("CROWD", place).get("tasks").size()).isEqualTo(1);
  }

  @Test
  void whoIsOnAnotherAlertDoesNotCountAmongTheMembersOnDuty() {
    dispatch.seedTeam(meters(100), List.of(v));
    JsonNode first = dispatch.issue("CROWD", place);
    comes(first, 0, v, 200);
    dispatch.seedTeam(meters(200), List.of(v, w));

    JsonNode second = dispatch.issue("CROWD", place);

    assertThat(second.get("tasks").size()).isEqualTo(1);
    assertThat(second.get("tasks").get(0).get("reason").get("membersOnDuty").asInt()).isEqualTo(1);
    assertThat(comes(second, 0, v, 409)).isEqualTo("PERSON_ON_OTHER_ALERT");
    // Nor does the team wait for an answer of somebody who can't come.
    act(second, 0, w, "decline", 200);
    assertThat(dispatch.alert(id(second)).get("tasks").get(0).get("state").asString())
        .isEqualTo("DECLINED");
  }

  @Test
  void aPersonIsFreeAgainWithTheEndOfTheTask() {
    dispatch.seedTeam(meters(100), List.of(v, w));
    JsonNode first = dispatch.issue("CROWD", place);
    dispatch.seedTeam(meters(200), List.of(v, people.get(2)));
    JsonNode second = dispatch.issue("CROWD", place);

    comes(first, 0, v, 200);
    comes(first, 0, w, 200);
    assertThat(comes(second, 0, v, 409)).isEqualTo("PERSON_ON_OTHER_ALERT");
    act(first, 0, v, "withdrawal", 200);
    comes(second, 0, v, 200);
    assertThat(comes(first, 0, v, 409)).isEqualTo("PERSON_ON_OTHER_ALERT");
    dispatch.post(
        "/api/alerts/" + id(second) + "/resolution",
        dispatch.dispatcher(),
        "{\"outcome\":\"FOUND\"}");
    comes(first, 0, v, 200);
  }

  @Test
  void toAnAlertThatSharesPeopleWhoeverIsOnAnotherComesToo() {
    dispatch.seedTeam(meters(100), List.of(v));
    JsonNode first = dispatch.issue("CROWD", place);
    comes(first, 0, v, 200);

    JsonNode sharing = dispatch.issue("FIRE_HAZARD", place);

    comes(sharing, 0, v, 200);
  }

  /** Each with what it believes of its own, as two instances have. */
  @Test
  void ofTwoInstancesThatHearTheSamePersonAtOnceOneTakesTheAnswer() throws Exception {
    List<AlertCommands> instances = List.of(commands(), commands());
    List<JsonNode> alerts = new ArrayList<>();
    List<String> volunteers = RunningDispatch.newPeople(20);
    for (String volunteer : volunteers) {
      dispatch.seedTeam(meters(100), List.of(volunteer, volunteer + "-2"));
      dispatch.seedTeam(meters(100), List.of(volunteer, volunteer + "-3"));
    }
    // 40 teams, and each alert calls at most six: as many alerts as it takes to call all.
    for (int i = 0; i < 7; i++) {
      alerts.add(dispatch.issue("CROWD", place));
    }

    for (String volunteer : volunteers) {
      List<Called> called = called(alerts, volunteer);
      assertThat(called).hasSize(2);
      CountDownLatch start = new CountDownLatch(1);
      List<Future<CommandResult>> answers = new ArrayList<>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 2; i++) {
          AlertCommands instance = instances.get(i);
          Called one = called.get(i);
          answers.add(
              threads.submit(
                  () -> {
                    start.await();
                    return instance.run(
                        one.alert(),
                        new AlertCommand.Acknowledge(
                            one.task(), Respondent.inApp(volunteer, volunteer), null));
                  }));
        }
        start.countDown();
      }
      List<CommandResult> results = List.of(answers.get(0).get(), answers.get(1).get());
      boolean sameAlert = called.get(0).alert().equals(called.get(1).alert());
      assertThat(results)
          .filteredOn(CommandResult.Done.class::isInstance)
          .as(results.toString())
          .hasSize(1);
      assertThat(results)
          .filteredOn(CommandResult.Refused.class::isInstance)
          .containsExactly(
              new CommandResult.Refused(
                  sameAlert ? Rejection.PERSON_ON_OTHER_TASK : Rejection.PERSON_ON_OTHER_ALERT));
      assertThat(heldBy(volunteer)).isEqualTo(1);
    }
  }

  private record Called(UUID alert, UUID task) {}

  private List<Called> called(List<JsonNode> alerts, String volunteer) {
    List<String> teams = new ArrayList<>();
    dispatch
        .get("/api/tasks", dispatch.volunteer(volunteer))
        .json()
        .get("items")
        .forEach(task -> teams.add(task.get("teamId").asString()));
    List<Called> called = new ArrayList<>();
    for (JsonNode alert : alerts) {
      for (JsonNode task : alert.get("tasks")) {
        if (teams.contains(task.get("teamId").asString())) {
          called.add(
              new Called(UUID.fromString(id(alert)), UUID.fromString(task.get("id").asString())));
        }
      }
    }
    return called;
  }

  private int heldBy(String volunteer) {
    return JdbcClient.create(dispatch.database())
        .sql("select count(*) from person_commitment where person_id = ?")
        .param(volunteer)
        .query(Integer.class)
        .single();
  }

  private AlertCommands commands() {
    var beans = dispatch.context;
    return new AlertCommands(
        beans.getBean(AlertStore.class),
        beans.getBean(TeamCommitmentTable.class),
        beans.getBean(PersonCommitmentTable.class),
        new BusyTeams(beans.getBean(TeamCommitmentTable.class)::listAll),
        beans.getBean(FreeTeams.class),
        beans.getBean(NewlyFreeTeams.class),
        new TakenPeople(),
        beans.getBean(TeamComparisons.class),
        beans.getBean(TransactionOperations.class),
        beans.getBean(Clock.class),
        TimeOrderedIds::next);
  }

  private static String id(JsonNode alert) {
    return alert.get("id").asString();
  }

  /** The reason of a refusal, or nothing. */
  private String comes(JsonNode alert, int task, String person, int status) {
    return act(alert, task, person, "acknowledgement", status);
  }

  private String act(JsonNode alert, int task, String person, String action, int status) {
    return act(alert, task, person, action, null, status);
  }

  private String act(
      JsonNode alert, int task, String person, String action, @Nullable String json, int status) {
    Answer answer =
        dispatch.act(alert.get("tasks").get(task), dispatch.volunteer(person), action, json);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    return answer.json().has("reason") ? answer.json().get("reason").asString() : "";
  }
}
