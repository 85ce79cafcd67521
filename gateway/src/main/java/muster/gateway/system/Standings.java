package muster.gateway.system;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import muster.gateway.route.Service;

/** How all services are, as they were found last. */
public final class Standings {
  private final Map<Service, Standing> all = new EnumMap<>(Service.class);
  private Instant at;

  public Standings(Instant now) {
    at = now;
    for (Service service : Service.values()) {
      all.put(service, Standing.unknown(service, now));
    }
  }

  /** All of them at one time. */
  public record AtOnce(Instant at, List<Standing> services) {}

  public synchronized void found(
      Service service, Standing.Status status, String metrics, Instant now) {
    all.computeIfPresent(service, (any, before) -> before.found(status, metrics, now));
    at = now;
  }

  public synchronized AtOnce now() {
    return new AtOnce(at, Arrays.stream(Service.values()).map(all::get).toList());
  }
}
