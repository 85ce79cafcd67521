package muster.benchmarks.alertpath;

import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import muster.benchmarks.Aim;
import muster.benchmarks.Check;
import muster.benchmarks.Findings;
import muster.benchmarks.Result;
import muster.benchmarks.Samples;
import muster.benchmarks.Setting;
import muster.benchmarks.Unit;
import muster.benchmarks.WrongAnswer;
import muster.benchmarks.alertpath.Load.Measured;
import muster.benchmarks.city.City;
import muster.benchmarks.city.CityTopics;
import muster.localstack.LocalStack;
import muster.localstack.Part;

/**
 * From the command center's POST to the bytes on the event stream of the nearest volunteer, through
 * the whole stack with the whole city in its indexes; beside one durable commit and one hop over
 * the broker, on the same database server and the same broker.
 *
 * <p>Alerts are of category theft: six teams are called and no team is called twice at a time.
 */
public final class AlertPathBenchmark {
  private static final String CITY_CODE = "3203";
  private static final String FLOOR = "commit-and-hop";
  private static final Aim THREE_FLOORS = new Aim.AtMostTimesFloor(3);
  private static final Aim UNDER_100_MS = new Aim.AtMost(100);
  private static final Aim NO_ERROR = new Aim.AtMost(0);
  private static final int SLOW = 1;
  private static final int FAST = 50;

  /** Until the JVMs have compiled what they need, which with two cores takes some minutes. */
  private static final List<Pace> WARM_UP =
      List.of(
          new Pace(5, 20),
          new Pace(10, 20),
          new Pace(20, 40),
          new Pace(30, 60),
          new Pace(FAST, 120));

  /**
   * Longer than the run: phones on duty go on reporting, and here nobody does it for them. With age
   * a position says less and less, and the nearest team would be another one in the end.
   */
  private static final Duration NEVER_OLD = Duration.ofMinutes(30);

  /** At the fast pace the same place comes again after three seconds. */
  private static final int PLACES = 150;

  private record Pace(int perSecond, int seconds) {}

  private final Setting setting;

  public AlertPathBenchmark(Setting setting) {
    this.setting = setting;
  }

  public Findings run() throws IOException, InterruptedException, SQLException {
    City city = new City(setting.teams());
    setting.say("stack.starting");
    HttpClient client = client();
    try (LocalStack stack =
        LocalStack.builder()
            .tuning(setting.tuning())
            .environment(Part.DISPATCH, Map.of("MUSTER_PREVIEWSPERMINUTE", "100000"))
            .start()) {
      setting.say("city.loading", city.teamCount(), city.volunteerCount());
      new CityTopics(stack.kafka().bootstrapServers()).load(city, Instant.now().plus(NEVER_OLD));
      // Ready again is who has read everything.
      stack.restartService(Part.DISPATCH);
      stack.restartService(Part.NOTIFICATION);
      return run(stack, client, city);
    } finally {
      client.shutdownNow();
    }
  }

  private Findings run(LocalStack stack, HttpClient client, City city)
      throws InterruptedException, SQLException {
    CommandCenter center =
        new CommandCenter(
            client,
            stack.dispatchUrl(),
            stack.token("dispatcher", Set.of("dispatcher"), CITY_CODE));
    List<Place> places = new Places(city).choose(setting.quick() ? 20 : PLACES, center);
    setting.say("alert-path.places", places.size());
    Arrivals arrivals = new Arrivals();
    try (Phones phones = new Phones(arrivals)) {
      phones.connect(
          client,
          stack.notificationUrl(),
          places,
          account -> stack.token(account, Set.of("volunteer"), CITY_CODE));
      Load load = new Load(center, arrivals, places);
      setting.say("alert-path.cold");
      Measured cold = load.run(SLOW, seconds(20, 2), () -> {});
      setting.say("alert-path.warm-up");
      for (Pace pace : WARM_UP) {
        var _ = load.run(pace.perSecond(), seconds(pace.seconds(), 1), () -> {});
      }
      try (AlertFloor floor =
          new AlertFloor(
              stack.postgres(), stack.kafka(), cold.answerBytes(), phones.offerCharacters())) {
        var _ = floorAt(floor, FAST, seconds(4, 1));
        return measure(stack, load, floor, phones, cold);
      }
    }
  }

  private Findings measure(
      LocalStack stack, Load load, AlertFloor floor, Phones phones, Measured cold)
      throws InterruptedException, SQLException {
    List<Long> slowFloor = new ArrayList<>();
    setting.say("alert-path.pace", SLOW);
    Measured slow = load.run(SLOW, seconds(60, 3), () -> slowFloor.add(once(floor)));
    setting.say("alert-path.pace", FAST);
    List<Long> fastFloor = new ArrayList<>(floorAt(floor, FAST, seconds(8, 1)));
    Measured fast = load.run(FAST, seconds(30, 1), () -> {});
    fastFloor.addAll(floorAt(floor, FAST, seconds(8, 1)));
    if (phones.interruptions() > 0) {
      throw new WrongAnswer(phones.interruptions() + " event streams were interrupted");
    }
    List<Result> results = new ArrayList<>();
    results.add(
        Result.of("alert-path.cold.p50", cold.times().millis(0.5), Unit.MILLISECONDS)
            .beside(FLOOR, Samples.of(slowFloor).millis(0.5)));
    results.add(
        Result.of("alert-path.cold.max", cold.times().maxMillis(), Unit.MILLISECONDS)
            .beside(FLOOR, Samples.of(slowFloor).maxMillis()));
    results.addAll(results(SLOW, slow, Samples.of(slowFloor)));
    results.addAll(results(FAST, fast, Samples.of(fastFloor)));
    results.add(Result.of("alert-path.memory", memory(stack), Unit.MEBIBYTES));
    return new Findings(
        results,
        List.of(
            new Check(
                "alert-path.once",
                (long) cold.times().size() + slow.times().size() + fast.times().size())));
  }

  private static List<Result> results(int pace, Measured measured, Samples floor) {
    String key = "alert-path." + pace + ".";
    Samples times = measured.times();
    return List.of(
        Result.of(key + "p50", times.millis(0.5), Unit.MILLISECONDS)
            .beside(FLOOR, floor.millis(0.5))
            .aimingAt(THREE_FLOORS),
        Result.of(key + "p99", times.millis(0.99), Unit.MILLISECONDS)
            .beside(FLOOR, floor.millis(0.99))
            .aimingAt(UNDER_100_MS),
        Result.of(key + "max", times.maxMillis(), Unit.MILLISECONDS)
            .beside(FLOOR, floor.maxMillis()),
        Result.of(key + "answer", measured.answers().millis(0.5), Unit.MILLISECONDS),
        Result.of(key + "errors", measured.errors(), Unit.COUNT).aimingAt(NO_ERROR));
  }

  /** The floor at the same pace, with nothing else to do for the stack. */
  private static List<Long> floorAt(AlertFloor floor, int perSecond, Duration length)
      throws SQLException, InterruptedException {
    List<Long> times = new ArrayList<>();
    long interval = 1_000_000_000L / perSecond;
    long end = System.nanoTime() + length.toNanos();
    for (long due = System.nanoTime(); due < end; due += interval) {
      LockSupport.parkNanos(due - System.nanoTime());
      times.add(floor.once());
    }
    return times;
  }

  private static long once(AlertFloor floor) {
    try {
      return floor.once();
    } catch (SQLException e) {
      throw new IllegalStateException("the floor failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Without this process, which is no part of the stack but what measures it. */
  private static double memory(LocalStack stack) {
    Map<String, Long> bytes = new HashMap<>(stack.residentBytes());
    bytes.remove("launcher");
    return bytes.values().stream().mapToLong(Long::longValue).sum() / (double) (1 << 20);
  }

  private Duration seconds(int usually, int quickly) {
    return Duration.ofSeconds(setting.quick() ? quickly : usually);
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }
}
