package muster.testbed;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all tests of a run share. The first one that asks for it starts it; when that fails, the
 * others fail at once for the same reason instead of trying it again. It is closed when the last
 * test has run.
 */
public final class OncePerRun<T extends AutoCloseable> {
  private final Supplier<T> start;
  private @Nullable T started;
  private @Nullable RuntimeException failure;

  public OncePerRun(Supplier<T> start) {
    this.start = start;
  }

  public synchronized T get() {
    RuntimeException before = failure;
    if (before != null) {
      throw before;
    }
    T shared = started;
    if (shared == null) {
      try {
        shared = RealServers.closedAtTheEnd(start.get());
      } catch (RuntimeException e) {
        failure = e;
        throw e;
      }
      started = shared;
    }
    return shared;
  }
}
