package muster.benchmarks.race;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import muster.benchmarks.Check;
import muster.benchmarks.Findings;
import muster.benchmarks.Result;
import muster.benchmarks.Samples;
import muster.benchmarks.Setting;
import muster.benchmarks.Unit;
import muster.benchmarks.WrongAnswer;
import muster.benchmarks.city.CityTopics;
import muster.localstack.LocalStack;
import muster.localstack.Part;
import tools.jackson.databind.JsonNode;

/**
 * Forty members of five teams who answer one alert at the same moment, each on a connection of
 * their own, some of them twice; in every other round people are needed instead of teams. From
 * round to round more of them come.
 */
public final class RaceBenchmark {
  private static final int ROUNDS = 200;
  private static final Need THREE_TEAMS = new Need(3, false);
  private static final Need TWELVE_PEOPLE = new Need(12, true);
  private static final int STEPS = 25;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Setting setting;

  public RaceBenchmark(Setting setting) {
    this.setting = setting;
  }

  /**
   * A tap, and what the member says right after, if anything.
   *
   * @param comes else cannot
   */
  private record Tap(
      String taskId, String member, String token, boolean comes, boolean thinksOtherwise) {
    boolean endsComing() {
      return comes != thinksOtherwise;
    }
  }

  public Findings run() throws IOException, InterruptedException, ExecutionException {
    setting.say("stack.starting");
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try (LocalStack stack =
        LocalStack.builder()
            .tuning(setting.tuning())
            .environment(
                Part.DISPATCH,
                Map.of(
                    "MUSTER_PREVIEWSPERMINUTE",
                    "100000",
                    // Nobody has a device here, and no round takes so long.
                    "MUSTER_POLICIES_THEFT_REACHDEADLINE",
                    "60s"))
            .start()) {
      new CityTopics(stack.kafka().bootstrapServers()).load(FiveTeams.snapshots(Instant.now()));
      DispatchCalls dispatch =
          new DispatchCalls(
              client, stack.dispatchUrl(), stack.token("dispatcher", Set.of("dispatcher"), "3203"));
      awaitTeams(dispatch);
      Map<String, String> tokens = new HashMap<>();
      for (int team = 1; team <= FiveTeams.TEAMS; team++) {
        for (String person : FiveTeams.people(team)) {
          tokens.put(
              person, stack.token(person, Set.of("volunteer"), FiveTeams.JURISDICTION.value()));
        }
      }
      return race(dispatch, tokens);
    } finally {
      client.shutdownNow();
    }
  }

  private Findings race(DispatchCalls dispatch, Map<String, String> tokens)
      throws IOException, InterruptedException, ExecutionException {
    int rounds = setting.quick() ? 4 : ROUNDS;
    setting.say("race.rounds", rounds);
    List<Long> times = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      Need need = round % 2 == 0 ? TWELVE_PEOPLE : THREE_TEAMS;
      times.addAll(round(dispatch, tokens, need, new Random(round), 1 + round / 2 % STEPS));
    }
    Samples samples = Samples.of(times);
    return new Findings(
        List.of(
            Result.of("race.answer.p50", samples.millis(0.5), Unit.MILLISECONDS),
            Result.of("race.answer.p99", samples.millis(0.99), Unit.MILLISECONDS),
            Result.of("race.answer.max", samples.maxMillis(), Unit.MILLISECONDS)),
        List.of(new Check("race.kept", rounds)));
  }

  /**
   * @param willing how many of {@link #STEPS} say first that they come
   * @return how long each answer took, in nanoseconds
   */
  private static List<Long> round(
      DispatchCalls dispatch, Map<String, String> tokens, Need need, Random random, int willing)
      throws IOException, InterruptedException, ExecutionException {
    JsonNode alert = dispatch.issue(need);
    String id = alert.required("id").asString();
    if (alert.required("tasks").size() != FiveTeams.TEAMS) {
      throw new WrongAnswer("not all teams were called: " + alert);
    }
    List<Tap> taps = new ArrayList<>();
    for (int team = 1; team <= FiveTeams.TEAMS; team++) {
      String task = taskOf(alert, FiveTeams.teamId(team));
      for (String person : FiveTeams.people(team)) {
        taps.add(
            new Tap(
                task,
                person,
                tokens.getOrDefault(person, ""),
                random.nextInt(STEPS) < willing,
                random.nextInt(5) == 0));
      }
    }
    Collections.shuffle(taps, random);
    List<Long> times = atOnce(dispatch, taps);
    Set<String> coming = new HashSet<>();
    taps.stream().filter(Tap::endsComing).forEach(tap -> coming.add(tap.member()));
    new RaceCheck(need).check(dispatch.timeline(id), coming);
    dispatch.cancel(id);
    return times;
  }

  private static String taskOf(JsonNode alert, String teamId) {
    return alert
        .required("tasks")
        .valueStream()
        .filter(task -> task.required("teamId").asString().equals(teamId))
        .findFirst()
        .orElseThrow(() -> new WrongAnswer(teamId + " was not called: " + alert))
        .required("id")
        .asString();
  }

  private static List<Long> atOnce(DispatchCalls dispatch, List<Tap> taps)
      throws InterruptedException, ExecutionException {
    CountDownLatch start = new CountDownLatch(1);
    List<Long> times = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> answers = new ArrayList<>();
      for (Tap tap : taps) {
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  long begun = System.nanoTime();
                  dispatch.answer(
                      tap.taskId(), tap.comes() ? "acknowledgement" : "decline", tap.token());
                  long took = System.nanoTime() - begun;
                  if (tap.thinksOtherwise()) {
                    dispatch.answer(
                        tap.taskId(), tap.comes() ? "withdrawal" : "acknowledgement", tap.token());
                  }
                  return took;
                }));
      }
      start.countDown();
      for (Future<Long> answer : answers) {
        times.add(answer.get());
      }
    }
    return times;
  }

  private static void awaitTeams(DispatchCalls dispatch) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (dispatch.countPicks() < FiveTeams.TEAMS) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("dispatch-service does not know the teams");
      }
      LockSupport.parkNanos(200_000_000);
    }
  }
}
