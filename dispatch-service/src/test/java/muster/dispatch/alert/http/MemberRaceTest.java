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
import muster.dispatch.Neighbours;
import muster.dispatch.RunningDispatch;
import muster.testbed.BesideOthers;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Forty members answer at once: who is kept follows from what each was heard to say last. */
@OnRealServers
@BesideOthers
class MemberRaceTest {
  private static Neighbours neighbours;
  private static RunningDispatch dispatch;

  private final GeoPoint place = RunningDispatch.newPlace();

  @BeforeAll
  static void start() {
    neighbours = Neighbours.start();
    dispatch =
        RunningDispatch.on(
            neighbours,
            "races",
            "--muster.policies.other.teams-needed=3",
            "--muster.policies.other.standby-teams=0",
            "--muster.policies.other.wave-size=200",
            "--muster.policies.other.reach-deadline=50s");
  }

  @AfterAll
  static void stop() {
    dispatch.close();
    neighbours.close();
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
}
