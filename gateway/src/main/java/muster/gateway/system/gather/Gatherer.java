package muster.gateway.system.gather;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import muster.gateway.route.Service;
import muster.gateway.system.Standing.Status;
import muster.gateway.system.Standings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a service how it is, by the addresses that are there for whoever operates it. */
public final class Gatherer {
  private static final Duration WITHIN = Duration.ofSeconds(2);
  private static final int OK = 200;

  /** notification-service has another framework. */
  private static final Map<Service, String> HEALTH = Map.of(Service.NOTIFICATION, "/health");

  private static final Map<Service, String> METRICS = Map.of(Service.NOTIFICATION, "/prometheus");

  private static final Logger log = LoggerFactory.getLogger(Gatherer.class);

  private final HttpClient client;
  private final Standings standings;
  private final Clock clock;

  public Gatherer(HttpClient client, Standings standings, Clock clock) {
    this.client = client;
    this.standings = standings;
    this.clock = clock;
  }

  /** Takes some seconds at most, and never throws. */
  public void gather(Service service, URI url) {
    Status status = Status.AWAY;
    String metrics = "";
    try {
      HttpResponse<String> health =
          get(url, HEALTH.getOrDefault(service, "/actuator/health/readiness"));
      status = health.statusCode() == OK ? Status.UP : Status.NOT_READY;
      HttpResponse<String> found = get(url, METRICS.getOrDefault(service, "/actuator/prometheus"));
      metrics = found.statusCode() == OK ? found.body() : "";
    } catch (IOException | RuntimeException e) { // it has to go on
      log.debug("{} does not answer: {}", service, e.toString());
    }
    standings.found(service, status, metrics, clock.instant());
  }

  private HttpResponse<String> get(URI url, String path) throws IOException {
    var asked =
        client.sendAsync(
            HttpRequest.newBuilder(url.resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
    try {
      return asked.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (TimeoutException e) {
      asked.cancel(true);
      throw new IOException("no answer within " + WITHIN, e);
    } catch (InterruptedException e) {
      asked.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
