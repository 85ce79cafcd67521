package muster.preflight;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a service names before it starts; {@link #begin} then looks at all of it at the same time.
 *
 * <p>Values are those that the service itself would use, whoever set them; messages name the
 * environment variable, which is how they are set.
 */
public final class Preflight {
  /** A clock that was set while the process started makes its age meaningless. */
  private static final Duration OLDEST = Duration.ofMinutes(1);

  /** However late the process is, each neighbour is asked properly once. */
  private static final Duration LEAST = Duration.ofSeconds(2);

  private final List<Refusal> refusals = new ArrayList<>();
  private final List<Neighbour> needed = new ArrayList<>();
  private final List<Neighbour> awaited = new ArrayList<>();
  private Optional<Duration> patience = Optional.of(Patience.USUAL);

  /** MUSTER_START_PATIENCE, such as 25s; with none, settings are judged and nobody is asked. */
  public Preflight patience(@Nullable String value) {
    patience = Patience.read(value, refusals::add);
    return this;
  }

  /** The service starts meanwhile, for it needs the issuer at the first request only. */
  public Preflight issuer(@Nullable String uri) {
    Issuer.read(uri, refusals::add).ifPresent(awaited::add);
    return this;
  }

  public Preflight kafka(@Nullable String bootstrapServers) {
    Broker.read(bootstrapServers, refusals::add).ifPresent(needed::add);
    return this;
  }

  /**
   * @param passwordSetting which of its two settings the password comes from
   */
  public Preflight database(
      @Nullable String url,
      @Nullable String user,
      @Nullable String password,
      String passwordSetting) {
    Database.read(url, user, password, passwordSetting, refusals::add).ifPresent(needed::add);
    return this;
  }

  /**
   * @param setting of the port
   * @param address null for all of this machine
   * @param port below 1 for any that is free
   */
  public Preflight port(String setting, @Nullable String address, @Nullable String port) {
    Port.check(setting, address, port, refusals::add);
    return this;
  }

  /** Of what the service has found out by itself. */
  public Preflight refuse(List<Refusal> found) {
    refusals.addAll(found);
    return this;
  }

  /**
   * @throws StartRefused at once when something can't be right however long one waits
   */
  public NeighbourWatch begin() {
    if (!refusals.isEmpty()) {
      throw new StartRefused(refusals);
    }
    NeighbourWatch watch = patience.map(this::watch).orElseGet(Preflight::watchNobody);
    watch.start();
    return watch;
  }

  private NeighbourWatch watch(Duration atMost) {
    Duration left = atMost.minus(age());
    return new NeighbourWatch(
        needed, awaited, left.compareTo(LEAST) < 0 ? LEAST : left, atMost, new StandardError());
  }

  private static NeighbourWatch watchNobody() {
    return new NeighbourWatch(
        List.of(), List.of(), Duration.ZERO, Duration.ZERO, new StandardError());
  }

  /** Of this process, as the patience is counted from its start. */
  private static Duration age() {
    Duration age =
        ProcessHandle.current()
            .info()
            .startInstant()
            .map(start -> Duration.between(start, Instant.now()))
            .orElse(Duration.ZERO);
    return age.isNegative() || age.compareTo(OLDEST) > 0 ? Duration.ZERO : age;
  }
}
