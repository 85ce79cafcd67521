package muster.dispatch.alert.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import muster.contracts.place.GeoPoint;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.dispatch.RunningDispatch;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import muster.testbed.RefusalContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Members answer each for themselves, through the API. */
@OnRealServers
class MemberAnswersApiTest {
  private final RunningDispatch dispatch = RunningDispatch.shared();
  private final GeoPoint place = RunningDispatch.newPlace();

  @Test
  void oneMembersNoIsNotTheTeamsAndPeopleAreCountedBesideTeams() {
    List<String> people = RunningDispatch.newPeople(3);
    dispatch.seedTeam(place, people);
    JsonNode alert = dispatch.issue("CROWD", place);
    JsonNode task = alert.get("tasks").get(0);

    assertThat(answer(task, people.get(0), "decline", "{\"reason\":\"At work\"}").json())
        .isEqualTo(RunningDispatch.JSON.readTree("{\"state\":\"OFFERED\"}"));
    answer(task, people.get(1), "acknowledgement", "{\"etaSeconds\":600}");
    answer(task, people.get(2), "acknowledgement", "{\"etaSeconds\":300}");
    answer(task, people.get(1), "acknowledgement", "{\"etaSeconds\":60}");

    JsonNode now = dispatch.alert(alert.get("id").asString());
    assertThat(now.get("peopleComing").asInt()).isEqualTo(2);
    JsonNode taskNow = now.get("tasks").get(0);
    assertThat(taskNow.get("peopleComing").asInt()).isEqualTo(2);
    assertThat(taskNow.get("etaSeconds").asInt()).isEqualTo(60);
    List<String> answers = new ArrayList<>();
    taskNow
        .get("answers")
        .forEach(
            each ->
                answers.add(
                    people.indexOf(each.get("volunteerId").asString())
                        + " "
                        + each.get("answer").asString()
                        + " "
                        + each.get("said").asString()));
    assertThat(answers).containsExactly("0 CANNOT APP", "2 COMES APP", "1 COMES APP");
    assertThat(taskNow.get("answers").get(0).get("reason").asString()).isEqualTo("At work");
    assertThat(dispatch.timeline(alert.get("id").asString()))
        .filteredOn(type -> !type.startsWith("alert.") && !type.startsWith("wave."))
        .containsExactly(
            "task.offered.v1",
            "member.answered.v1",
            "member.answered.v1",
            "task.acknowledged.v1",
            "member.answered.v1",
            "member.answered.v1");
    JsonNode mine = dispatch.get("/api/tasks", dispatch.volunteer(people.get(0))).json();
    assertThat(mine.get("items").get(0).get("answers").size()).isEqualTo(3);
  }

  @Test
  void theLastOnDutyDeclinesForTheTeamAndWhoThinksOtherwiseIsKept() {
    List<String> people = RunningDispatch.newPeople(2);
    dispatch.seedTeam(place, people);
    JsonNode task = dispatch.issue("CROWD", place).get("tasks").get(0);

    answer(task, people.get(0), "decline", null);
    assertThat(state(answer(task, people.get(1), "decline", null))).isEqualTo("DECLINED");
    assertThat(state(answer(task, people.get(0), "acknowledgement", null)))
        .isEqualTo("ACKNOWLEDGED");
    answer(task, people.get(1), "acknowledgement", null);
    assertThat(state(answer(task, people.get(0), "withdrawal", null))).isEqualTo("ACKNOWLEDGED");
    assertThat(state(answer(task, people.get(1), "withdrawal", null))).isEqualTo("WITHDRAWN");
    assertThat(state(answer(task, people.get(1), "acknowledgement", null)))
        .isEqualTo("ACKNOWLEDGED");
  }

  @Test
  void onlyTheCaptainDeclinesForAll() {
    List<String> people = RunningDispatch.newPeople(3);
    dispatch.seedTeam(place, people);
    JsonNode task = dispatch.issue("CROWD", place).get("tasks").get(0);
    String path = "/api/tasks/" + task.get("id").asString() + "/decline";

    RefusalContract.assertRefused(
        answer(task, people.get(1), "decline", "{\"forTeam\":true}"),
        path,
        Problem.of(ProblemType.FORBIDDEN, "Only the captain answers for the whole team."));
    assertThat(state(answer(task, people.get(1), "decline", "{\"forTeam\":false}")))
        .isEqualTo("OFFERED");
    assertThat(state(answer(task, people.get(0), "decline", "{\"forTeam\":true}")))
        .isEqualTo("DECLINED");
  }

  @Test
  void whoComesAndDeclinesWithdrawsAndOnlyTheCaptainTakesTheTeamBack() {
    List<String> people = RunningDispatch.newPeople(4);
    dispatch.seedTeam(place, people);
    JsonNode alert = dispatch.issue("CROWD", place);
    JsonNode task = alert.get("tasks").get(0);
    for (String member : people.subList(1, 4)) {
      answer(task, member, "acknowledgement", null);
    }

    assertThat(state(answer(task, people.get(1), "decline", null))).isEqualTo("ACKNOWLEDGED");
    assertThat(answer(task, people.get(2), "decline", "{\"forTeam\":true}").status())
        .isEqualTo(403);
    assertThat(
            state(
                answer(task, people.get(0), "decline", "{\"forTeam\":true,\"reason\":\"Storm\"}")))
        .isEqualTo("WITHDRAWN");

    JsonNode now = dispatch.alert(alert.get("id").asString());
    assertThat(now.get("peopleComing").asInt()).isZero();
    List<String> answers = new ArrayList<>();
    now.get("tasks")
        .get(0)
        .get("answers")
        .forEach(
            each ->
                answers.add(
                    people.indexOf(each.get("volunteerId").asString())
                        + " "
                        + each.get("answer").asString()
                        + " by "
                        + people.indexOf(each.get("by").asString())));
    assertThat(answers)
        .containsExactly(
            "1 WITHDRAWS by 1", "0 CANNOT by 0", "2 WITHDRAWS by 0", "3 WITHDRAWS by 0");
    // Whoever came with it is free.
    GeoPoint elsewhere = RunningDispatch.newPlace();
    dispatch.seedTeam(elsewhere, List.of(people.get(3)));
    JsonNode other = dispatch.issue("CROWD", elsewhere).get("tasks").get(0);
    assertThat(state(answer(other, people.get(3), "acknowledgement", null)))
        .isEqualTo("ACKNOWLEDGED");
  }

  @Test
  void whoHasWithdrawnThreeTimesIsToldToRingUpTheCommandCenterWhichMayTakeTheYes() {
    List<String> people = RunningDispatch.newPeople(2);
    dispatch.seedTeam(place, people);
    JsonNode task = dispatch.issue("CROWD", place).get("tasks").get(0);
    for (int i = 0; i < 3; i++) {
      assertThat(state(answer(task, people.get(0), "acknowledgement", null)))
          .isEqualTo("ACKNOWLEDGED");
      state(answer(task, people.get(0), i == 1 ? "decline" : "withdrawal", null));
    }

    RefusalContract.assertRefused(
        answer(task, people.get(0), "acknowledgement", null),
        "/api/tasks/" + task.get("id").asString() + "/acknowledgement",
        Problem.conflict(
            "WITHDRAWN_TOO_OFTEN",
            "This member has withdrawn three times; whoever comes after all rings up the command"
                + " center."));

    String heard =
        "{\"volunteerId\":\"%s\",\"answer\":\"COMES\",\"said\":\"PHONE\"}".formatted(people.get(0));
    assertThat(dispatch.act(task, dispatch.dispatcher(), "answers", heard).json().get("state"))
        .hasToString("\"ACKNOWLEDGED\"");
  }

  @Test
  void whoDoesNotComeCanNotWithdrawThoseWhoDo() {
    List<String> people = RunningDispatch.newPeople(2);
    dispatch.seedTeam(place, people);
    JsonNode task = dispatch.issue("CROWD", place).get("tasks").get(0);
    answer(task, people.get(0), "acknowledgement", null);

    Answer refused = answer(task, people.get(1), "withdrawal", null);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("reason").asString()).isEqualTo("NOT_ACKNOWLEDGED");
  }

  static LongStream rounds() {
    return LongStream.rangeClosed(1, Long.getLong("muster.race.rounds", 20));
  }

  /**
   * From round to round more of them come; some first say one thing and then the other. Whoever was
   * heard last as coming comes, and where enough teams have somebody who does, enough are kept.
   * {@code -Dmuster.race.rounds=200} is for a longer look, as is {@code ./muster bench race}.
   */
  @ParameterizedTest
  @MethodSource("rounds")
  void ofFortyMembersOfFiveTeamsWhoAnswerAtOnceEnoughAreKept(long round) throws Exception {
    Race race = new Race(round, RunningDispatch.alertBody("OTHER", place));

    JsonNode after = race.run();

    assertThat(race.kept(after)).isEqualTo((int) Math.min(3, race.teamsThatCome()));
    assertThat(after.get("status").asString().equals("COVERED")).isEqualTo(race.kept(after) == 3);
    race.noTeamWasKeptThatWasNotNeeded(3, Set::size);
  }

  /** Never fewer than needed where enough come, and too many only by the last kept team's. */
  @ParameterizedTest
  @MethodSource("rounds")
  void whereTwelvePeopleAreNeededAsManyAreKeptAndNoTeamBeyond(long round) throws Exception {
    Race race =
        new Race(
            round,
            RunningDispatch.alertBody("OTHER", place)
                .replace("{\"category\"", "{\"peopleNeeded\":12,\"category\""));

    JsonNode after = race.run();

    int coming = after.get("peopleComing").asInt();
    assertThat(coming).isGreaterThanOrEqualTo(Math.min(12, race.wanted().size()));
    assertThat(after.get("status").asString().equals("COVERED")).isEqualTo(coming >= 12);
    race.noTeamWasKeptThatWasNotNeeded(
        12, kept -> kept.stream().mapToInt(race::comersAtThatTime).sum());
  }

  /** Forty members of five teams, each with a tap or two. */
  private final class Race {
    private final Random random;
    private final List<List<String>> teams = new ArrayList<>();
    private final List<Tap> taps = new ArrayList<>();
    private final String alertId;
    private final Map<String, Set<String>> comers = new HashMap<>();

    Race(long round, String alertBody) {
      random = new Random(round);
      for (int i = 0; i < 5; i++) {
        teams.add(RunningDispatch.newPeople(8));
        dispatch.seedTeam(RunningDispatch.north(place, 100 * (i + 1)), teams.get(i));
      }
      JsonNode alert = dispatch.issue(alertBody, UUID.randomUUID().toString()).json();
      assertThat(alert.get("tasks").size()).isEqualTo(5);
      alertId = alert.get("id").asString();
      for (int i = 0; i < 5; i++) {
        for (String member : teams.get(i)) {
          taps.add(
              new Tap(
                  alert.get("tasks").get(i),
                  member,
                  dispatch.volunteer(member),
                  random.nextInt(100) < 4 * (round % 25),
                  random.nextInt(100) < 20));
        }
      }
    }

    /** What holds in any case is checked; the alert as it is then. */
    JsonNode run() throws Exception {
      Collections.shuffle(taps, random);
      atOnce(taps);
      JsonNode after = dispatch.alert(alertId);
      Set<String> coming = new HashSet<>();
      for (JsonNode task : after.get("tasks")) {
        for (JsonNode each : task.get("answers")) {
          if (each.get("answer").asString().equals("COMES")) {
            coming.add(each.get("volunteerId").asString());
          }
        }
        String state = task.get("state").asString();
        assertThat(state.equals("ACKNOWLEDGED") || state.equals("STANDBY"))
            .isEqualTo(task.get("peopleComing").asInt() > 0);
      }
      assertThat(coming).isEqualTo(wanted());
      assertThat(kept(after) + count(after, "STANDBY")).isEqualTo((int) teamsThatCome());
      return after;
    }

    Set<String> wanted() {
      Set<String> wanted = new HashSet<>();
      taps.stream().filter(Tap::endsComing).forEach(tap -> wanted.add(tap.member()));
      return wanted;
    }

    long teamsThatCome() {
      Set<String> wanted = wanted();
      return teams.stream().filter(team -> team.stream().anyMatch(wanted::contains)).count();
    }

    int kept(JsonNode after) {
      return count(after, "ACKNOWLEDGED");
    }

    private static int count(JsonNode alert, String state) {
      return (int)
          alert
              .get("tasks")
              .valueStream()
              .filter(task -> task.get("state").asString().equals(state))
              .count();
    }

    /**
     * Whenever a team was kept, too few were by then.
     *
     * @param count of tasks that are kept, in teams or people
     */
    void noTeamWasKeptThatWasNotNeeded(int needed, ToIntFunction<Set<String>> count) {
      comers.clear();
      Set<String> kept = new HashSet<>();
      for (JsonNode entry : timeline()) {
        JsonNode event = entry.get("event");
        switch (entry.get("type").asString()) {
          case "member.answered.v1" -> {
            Set<String> of =
                comers.computeIfAbsent(event.get("taskId").asString(), task -> new HashSet<>());
            String who = event.get("volunteerId").asString();
            if (event.get("answer").asString().equals("COMES")) {
              of.add(who);
            } else {
              of.remove(who);
            }
          }
          case "task.acknowledged.v1", "task.promoted.v1" -> {
            assertThat(count.applyAsInt(kept)).isLessThan(needed);
            kept.add(event.get("taskId").asString());
          }
          case "task.withdrawn.v1" -> kept.remove(event.get("taskId").asString());
          default -> {}
        }
      }
    }

    private int comersAtThatTime(String taskId) {
      return comers.getOrDefault(taskId, Set.of()).size();
    }

    private JsonNode timeline() {
      return dispatch
          .get("/api/alerts/" + alertId + "/timeline?limit=1000", dispatch.dispatcher())
          .json()
          .get("items");
    }
  }

  /**
   * @param comes else cannot
   * @param thinksOtherwise and says so right after
   */
  private record Tap(
      JsonNode task, String member, String token, boolean comes, boolean thinksOtherwise) {
    boolean endsComing() {
      return comes != thinksOtherwise;
    }
  }

  private void atOnce(List<Tap> taps) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (Tap tap : taps) {
        all.add(
            threads.submit(
                () -> {
                  start.await();
                  tap(tap, tap.comes() ? "acknowledgement" : "decline");
                  if (tap.thinksOtherwise()) {
                    tap(tap, tap.comes() ? "withdrawal" : "acknowledgement");
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> each : all) {
        each.get();
      }
    }
  }

  private void tap(Tap tap, String action) {
    Answer answer = dispatch.act(tap.task(), tap.token(), action, null);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  private Answer answer(JsonNode task, String member, String action, @Nullable String json) {
    return dispatch.act(task, dispatch.volunteer(member), action, json);
  }

  private static String state(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json().get("state").asString();
  }
}
