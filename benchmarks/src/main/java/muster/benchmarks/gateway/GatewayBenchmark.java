package muster.benchmarks.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import muster.benchmarks.Aim;
import muster.benchmarks.Check;
import muster.benchmarks.Findings;
import muster.benchmarks.Result;
import muster.benchmarks.Samples;
import muster.benchmarks.Setting;
import muster.benchmarks.Unit;
import muster.benchmarks.WrongAnswer;
import muster.localstack.LocalStack;
import muster.localstack.Part;

/**
 * What the gateway adds to an event on its way, and to a request, beside the service itself in the
 * same run; and how many streams it carries at a time, each of which takes a connection to the
 * service. The service is one that does nothing else, in the JVM that measures.
 */
public final class GatewayBenchmark {
  private static final int STREAMS = 50;
  private static final Duration BETWEEN_EVENTS = Duration.ofMillis(20);
  private static final int WARM_UP_EVENTS = 1_000;
  private static final int EVENTS = 1_500;
  private static final int REQUESTS = 2_000;
  private static final List<Integer> STEPS = List.of(500, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000);

  /** An event that comes later than this was not carried. */
  private static final double CARRIED_WITHIN_MILLIS = 1_000;

  private static final int EVENTS_OF_A_STEP = 10;
  private static final Aim FIVE_MILLIS = new Aim.AtMost(5);
  private static final double MUST_BE_UNDER_MILLIS = 10;

  private final Setting setting;

  public GatewayBenchmark(Setting setting) {
    this.setting = setting;
  }

  public Findings run() throws IOException, InterruptedException {
    setting.say("stack.starting");
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try (TimedStreams service = new TimedStreams();
        LocalStack stack =
            LocalStack.builder()
                .tuning(setting.tuning())
                .parts(Part.POSTGRES, Part.GATEWAY)
                .environment(
                    Part.GATEWAY,
                    // Nobody signs in here: the issuer is not there, and not waited for.
                    Map.of(
                        "MUSTER_START_PATIENCE",
                        "none",
                        "MUSTER_NOTIFICATION_URL",
                        service.url().toString()))
                .start()) {
      List<Result> results = new ArrayList<>();
      long events = latency(client, service, stack.gatewayUrl(), results);
      requests(client, service.url(), stack.gatewayUrl(), results);
      long carried = capacity(client, service, stack, results);
      return new Findings(results, List.of(new Check("gateway.all", events + carried)));
    } finally {
      client.shutdownNow();
    }
  }

  private long latency(HttpClient client, TimedStreams service, URI gateway, List<Result> results) {
    setting.say("gateway.streams", STREAMS);
    try (StreamReaders direct = new StreamReaders(client, service.url());
        StreamReaders proxied = new StreamReaders(client, gateway)) {
      require(direct.open(STREAMS) && proxied.open(STREAMS), "streams could not be opened");
      tell(service, setting.quick() ? 20 : WARM_UP_EVENTS);
      direct.awaitEvents(1);
      proxied.awaitEvents(1);
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      direct.take();
      proxied.take();
      int events = setting.quick() ? 20 : EVENTS;
      tell(service, events);
      require(
          direct.awaitEvents(events * STREAMS) && proxied.awaitEvents(events * STREAMS),
          "events were lost on their way");
      Samples without = Samples.of(direct.take());
      Samples with = Samples.of(proxied.take());
      require(
          with.size() == events * STREAMS && without.size() == events * STREAMS,
          "events came twice");
      double added = Math.max(0, with.millis(0.5) - without.millis(0.5));
      results.add(
          Result.of("gateway.stream.p50", with.millis(0.5), Unit.MILLISECONDS)
              .beside("direct", without.millis(0.5)));
      results.add(
          Result.of("gateway.stream.p99", with.millis(0.99), Unit.MILLISECONDS)
              .beside("direct", without.millis(0.99)));
      results.add(Result.of("gateway.added.p50", added, Unit.MILLISECONDS).aimingAt(FIVE_MILLIS));
      require(
          setting.quick() || added < MUST_BE_UNDER_MILLIS,
          "the gateway adds " + added + " ms to an event");
      return with.size();
    }
  }

  private static void tell(TimedStreams service, int events) {
    for (int i = 0; i < events; i++) {
      service.tell(i % 2 == 1);
      LockSupport.parkNanos(BETWEEN_EVENTS.toNanos());
    }
  }

  private void requests(HttpClient client, URI service, URI gateway, List<Result> results)
      throws IOException, InterruptedException {
    int count = setting.quick() ? 20 : REQUESTS;
    setting.say("gateway.requests", count);
    List<Long> direct = new ArrayList<>();
    List<Long> proxied = new ArrayList<>();
    for (int i = 0; i < count * 2; i++) {
      long without = once(client, service);
      long with = once(client, gateway);
      if (i >= count) { // the first half warms up
        direct.add(without);
        proxied.add(with);
      }
    }
    results.add(
        Result.of("gateway.request.p50", Samples.of(proxied).millis(0.5), Unit.MILLISECONDS)
            .beside("direct", Samples.of(direct).millis(0.5)));
    results.add(
        Result.of("gateway.request.p99", Samples.of(proxied).millis(0.99), Unit.MILLISECONDS)
            .beside("direct", Samples.of(direct).millis(0.99)));
  }

  private static long once(HttpClient client, URI address)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/api/receipts"))
            .header("Authorization", "Bearer benchmark")
            .build();
    long begun = System.nanoTime();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    long took = System.nanoTime() - begun;
    require(answer.statusCode() == 200 && answer.body().equals("{}"), "not the service's answer");
    return took;
  }

  /** As many as are told of everything in time. */
  private long capacity(
      HttpClient client, TimedStreams service, LocalStack stack, List<Result> results) {
    int carried = 0;
    long memory = 0;
    long events = 0;
    double slowest = 0;
    try (StreamReaders readers = new StreamReaders(client, stack.gatewayUrl())) {
      for (int step : setting.quick() ? List.of(50) : STEPS) {
        setting.say("gateway.capacity", step);
        if (!readers.open(step - carried) || readers.ended() > 0) {
          break;
        }
        readers.take();
        for (int i = 0; i < EVENTS_OF_A_STEP; i++) {
          service.tell(i % 2 == 1);
          LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
        if (!readers.awaitEvents(step * EVENTS_OF_A_STEP) || readers.ended() > 0) {
          break;
        }
        Samples times = Samples.of(readers.take());
        if (times.millis(0.99) > CARRIED_WITHIN_MILLIS) {
          break;
        }
        carried = step;
        slowest = times.millis(0.99);
        events += times.size();
        memory = Objects.requireNonNull(stack.residentBytes().get(Part.GATEWAY.module()));
      }
    }
    require(carried > 0, "not even the first streams were carried");
    results.add(Result.of("gateway.capacity", carried, Unit.COUNT));
    results.add(Result.of("gateway.capacity.p99", slowest, Unit.MILLISECONDS));
    results.add(Result.of("gateway.memory", memory / 1048576.0, Unit.MEBIBYTES));
    return events;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new WrongAnswer(otherwise);
    }
  }
}
