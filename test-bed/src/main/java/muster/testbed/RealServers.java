package muster.testbed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Kafka and PostgreSQL to test on, for classes that say so with {@link OnRealServers}. This is the
 * one place that knows whether they are processes or containers.
 */
public final class RealServers {
  /** System property: {@code embedded}, the default, or {@code containers}. */
  public static final String PROPERTY = "muster.servers";

  private static final String EMBEDDED = "embedded";

  private static final Deque<AutoCloseable> TO_CLOSE = new ArrayDeque<>();

  /** By the value of the property. The first attempt counts, and no other one is made. */
  private static final Map<String, ServersUnavailable> FAILURES = new HashMap<>();

  static {
    // A run that is broken off has no last test.
    Runtime.getRuntime().addShutdownHook(new Thread(RealServers::closeAll));
  }

  private RealServers() {}

  /**
   * With data of its own, which are dropped when it is closed: at the end of the run, if not
   * before.
   */
  public static KafkaServer startKafka() {
    return start("Kafka", () -> source().startKafka());
  }

  /**
   * With data of its own, which are dropped when it is closed: at the end of the run, if not
   * before.
   */
  public static PostgresServer startPostgres() {
    return start("PostgreSQL", () -> source().startPostgres());
  }

  /**
   * Closes it when the last test of this JVM has run, and what was started last comes first.
   * Closing it before does no harm if it may be closed twice.
   */
  public static <T extends AutoCloseable> T closedAtTheEnd(T part) {
    synchronized (TO_CLOSE) {
      TO_CLOSE.push(part);
    }
    return part;
  }

  /** Why there are no servers, if that is known. */
  static synchronized Optional<ServersUnavailable> failure() {
    return Optional.ofNullable(FAILURES.get(chosen()));
  }

  static synchronized void requireAvailable() {
    attempt(
        () -> {
          source().requireAvailable();
          return Boolean.TRUE;
        });
  }

  static void closeAll() {
    while (true) {
      AutoCloseable next;
      synchronized (TO_CLOSE) {
        next = TO_CLOSE.poll();
      }
      if (next == null) {
        return;
      }
      try {
        next.close();
      } catch (Exception e) { // what AutoCloseable may throw
        System.err.println("Not closed after the last test: " + next);
        e.printStackTrace();
      }
    }
  }

  private static String chosen() {
    return System.getProperty(PROPERTY, EMBEDDED);
  }

  private static ServerSource source() {
    return ServerSource.named(chosen());
  }

  private static synchronized <T extends AutoCloseable> T start(
      String server, Supplier<T> supplier) {
    requireAvailable();
    return closedAtTheEnd(
        attempt(
            () -> {
              try {
                return supplier.get();
              } catch (ServersUnavailable e) {
                throw e;
              } catch (RuntimeException e) {
                throw new ServersUnavailable(server + " did not start", e);
              }
            }));
  }

  private static synchronized <T> T attempt(Supplier<T> supplier) {
    ServersUnavailable known = FAILURES.get(chosen());
    if (known != null) {
      throw known;
    }
    try {
      return supplier.get();
    } catch (ServersUnavailable e) {
      FAILURES.put(chosen(), e);
      throw e;
    }
  }
}
