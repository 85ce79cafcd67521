package muster.gateway.route;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answers that are on their way through this gateway, so that they can be ended: streams when
 * their session ends, whatever has come to a standstill, everything that lasts when the gateway
 * stops.
 */
public final class OpenExchanges {
  private final Set<Exchange> open = ConcurrentHashMap.newKeySet();

  /** One answer. Closed by whoever carries it, when it is through. */
  public final class Exchange implements AutoCloseable {
    private final @Nullable String sessionId;
    private final boolean stream;
    private final Runnable end;
    private volatile long waitingSince;
    private volatile boolean passingOn;
    private volatile boolean ended;

    private Exchange(@Nullable String sessionId, boolean stream, long now, Runnable end) {
      this.sessionId = sessionId;
      this.stream = stream;
      this.waitingSince = now;
      this.end = end;
    }

    /** More of it has come. How long its client takes for that is not the service's silence. */
    public void passesOn() {
      passingOn = true;
    }

    /** The client has taken what had come. */
    public void waits(long now) {
      waitingSince = now;
      passingOn = false;
    }

    /** Somebody has ended it before its time. */
    public boolean isEnded() {
      return ended;
    }

    private void end() {
      ended = true;
      end.run();
    }

    @Override
    public void close() {
      open.remove(this);
    }
  }

  /**
   * @param sessionId by which it was asked for; null for a token
   * @param now in nanoseconds of any clock, as everywhere here
   * @param end lets go of the service; may be called at any time, and more than once
   */
  public Exchange begin(@Nullable String sessionId, boolean stream, long now, Runnable end) {
    Exchange begun = new Exchange(sessionId, stream, now, end);
    open.add(begun);
    return begun;
  }

  public int size() {
    return open.size();
  }

  public int streams() {
    return (int) open.stream().filter(exchange -> exchange.stream).count();
  }

  /** How many streams this session has open here. */
  public int streamsOf(String sessionId) {
    return (int)
        open.stream()
            .filter(exchange -> exchange.stream && sessionId.equals(exchange.sessionId))
            .count();
  }

  /** Those that have streams open here. */
  public Set<String> sessionsWithStreams() {
    return open.stream()
        .filter(exchange -> exchange.stream)
        .map(exchange -> exchange.sessionId)
        .filter(id -> id != null)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Of sessions that are over; what is no stream is answered yet. */
  public void endStreamsOf(Collection<String> sessionIds) {
    endIf(
        exchange ->
            exchange.stream
                && exchange.sessionId != null
                && sessionIds.contains(exchange.sessionId));
  }

  public void endStreams() {
    endIf(exchange -> exchange.stream);
  }

  /** Of which nothing has come for so long, though it is waited for. */
  public void endSilent(long now, Duration answer, Duration stream) {
    endIf(
        exchange ->
            !exchange.passingOn
                && now - exchange.waitingSince > (exchange.stream ? stream : answer).toNanos());
  }

  private void endIf(Predicate<Exchange> condition) {
    open.stream().filter(condition).forEach(Exchange::end);
  }
}
