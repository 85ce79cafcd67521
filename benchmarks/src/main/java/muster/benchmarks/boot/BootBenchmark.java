package muster.benchmarks.boot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import muster.benchmarks.Check;
import muster.benchmarks.Findings;
import muster.benchmarks.Result;
import muster.benchmarks.Samples;
import muster.benchmarks.Setting;
import muster.benchmarks.Unit;
import muster.benchmarks.WrongAnswer;
import muster.benchmarks.city.City;
import muster.benchmarks.city.CityTopics;
import muster.localstack.LocalStack;
import muster.localstack.Part;

/**
 * From the start of dispatch-service's process until it says that it is ready, which it does when
 * its index has caught up: with nobody registered, and with the whole city.
 */
public final class BootBenchmark {
  private static final int TURNS = 3;

  private final Setting setting;

  public BootBenchmark(Setting setting) {
    this.setting = setting;
  }

  public Findings run() throws IOException, InterruptedException {
    City city = new City(setting.teams());
    List<Double> empty = new ArrayList<>();
    List<Double> full = new ArrayList<>();
    List<Double> raw = new ArrayList<>();
    List<Double> memory = new ArrayList<>();
    setting.say("stack.starting");
    try (LocalStack stack =
        LocalStack.builder()
            .parts(Part.POSTGRES, Part.KAFKA, Part.IDENTITY, Part.DISPATCH)
            .tuning(setting.tuning())
            .start()) {
      for (int turn = 1; turn <= TURNS; turn++) {
        empty.add(boot(stack));
      }
      double emptyMemory = memory(stack);
      stack.stopService(Part.DISPATCH);
      setting.say("city.loading", city.teamCount(), city.volunteerCount());
      CityTopics topics = new CityTopics(stack.kafka().bootstrapServers());
      long loaded = topics.load(city, Instant.now());
      for (int turn = 1; turn <= TURNS; turn++) {
        double took = boot(stack);
        IndexSize.of(stack.dispatchUrl()).require(city.teamCount(), city.volunteerCount());
        memory.add(memory(stack));
        stack.stopService(Part.DISPATCH);
        full.add(took);
        raw.add(read(topics, loaded));
        setting.say("boot.turn", turn, TURNS, took, raw.getLast());
      }
      double emptyMillis = Samples.median(empty);
      double fullMillis = Samples.median(full);
      return new Findings(
          List.of(
              Result.of("boot.full", fullMillis, Unit.MILLISECONDS)
                  .beside("raw-consumer", Samples.median(raw)),
              Result.of("boot.full-by-empty", fullMillis, Unit.MILLISECONDS)
                  .beside("empty", emptyMillis),
              Result.of("boot.memory", Samples.median(memory), Unit.MEBIBYTES)
                  .beside("empty", emptyMemory)),
          List.of(new Check("boot.complete", TURNS)));
    }
  }

  /** In milliseconds; the service is not running before. */
  private static double boot(LocalStack stack) {
    stack.stopService(Part.DISPATCH);
    long begun = System.nanoTime();
    stack.restartService(Part.DISPATCH);
    return (System.nanoTime() - begun) / 1e6;
  }

  private static double read(CityTopics topics, long loaded) {
    long begun = System.nanoTime();
    long count = topics.read();
    double took = (System.nanoTime() - begun) / 1e6;
    if (count != loaded) {
      throw new WrongAnswer("%d records were read of %d".formatted(count, loaded));
    }
    return took;
  }

  private static double memory(LocalStack stack) {
    return Objects.requireNonNull(stack.residentBytes().get(Part.DISPATCH.module()))
        / (double) (1 << 20);
  }

  /** What dispatch-service says of its index. */
  record IndexSize(long teams, long volunteers) {
    private static final String TEAMS = "muster_team_index_teams";
    private static final String VOLUNTEERS = "muster_team_index_volunteers";

    static IndexSize of(URI dispatch) throws IOException, InterruptedException {
      try (HttpClient client = HttpClient.newHttpClient()) {
        return of(
            client
                .send(
                    HttpRequest.newBuilder(URI.create(dispatch + "/actuator/prometheus")).build(),
                    HttpResponse.BodyHandlers.ofString())
                .body());
      }
    }

    static IndexSize of(String metrics) {
      return new IndexSize(value(metrics, TEAMS), value(metrics, VOLUNTEERS));
    }

    void require(long allTeams, long allVolunteers) {
      if (teams != allTeams || volunteers != allVolunteers) {
        throw new WrongAnswer(
            "the index is ready with %d teams and %d volunteers, not %d and %d"
                .formatted(teams, volunteers, allTeams, allVolunteers));
      }
    }

    private static long value(String metrics, String name) {
      return metrics
          .lines()
          .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
          .map(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .findFirst()
          .orElseThrow(() -> new WrongAnswer("dispatch-service does not tell " + name));
    }
  }
}
