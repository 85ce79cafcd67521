package muster.testbed;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import muster.localstack.StartFailed;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/** A container that Testcontainers has started, and what tests do to it afterwards. */
final class RunningContainer implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int LAST_WORDS = 2_000;
  private static final int PORT_ATTEMPTS = 3;
  private static final String NOT_FROZEN = "unable to freeze";

  private final GenericContainer<?> container;
  private final DockerClient engine = DockerClientFactory.instance().client();

  private RunningContainer(GenericContainer<?> container) {
    this.container = container;
  }

  /** Returns when it is ready; one that does not become ready is removed. */
  static RunningContainer start(GenericContainer<?> container) {
    for (int attempt = 1; ; attempt++) {
      try {
        container.start();
        return new RunningContainer(container);
      } catch (RuntimeException e) {
        container.stop();
        if (attempt == PORT_ATTEMPTS || !isAboutThePort(e)) {
          throw e;
        }
      }
    }
  }

  /** It was free a moment ago and somebody else was faster; the next attempt takes another one. */
  private static boolean isAboutThePort(@Nullable Throwable failure) {
    for (Throwable next = failure; next != null; next = next.getCause()) {
      String message = String.valueOf(next.getMessage());
      if (message.contains("port is already allocated")
          || message.contains("address already in use")) {
        return true;
      }
    }
    return false;
  }

  void kill() {
    engine.killContainerCmd(id()).exec();
    engine.waitContainerCmd(id()).start().awaitStatusCode(DEADLINE.toSeconds(), TimeUnit.SECONDS);
  }

  /** In good order if it still runs. */
  void restart(Callable<Boolean> ready) {
    if (isRunning()) {
      engine.stopContainerCmd(id()).withTimeout(Math.toIntExact(DEADLINE.toSeconds())).exec();
    }
    engine.startContainerCmd(id()).exec();
    awaitThatIt(ready);
  }

  /**
   * With control groups of version 1, runc asks the kernel a thousand times within some
   * milliseconds and then gives up, having thawed what was frozen, where a process of the container
   * happens to wait for its disk. To try again is left to the caller (<a
   * href="https://github.com/opencontainers/runc/pull/4388">runc 4388</a>).
   */
  void pause() {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      try {
        engine.pauseContainerCmd(id()).exec();
        return;
      } catch (InternalServerErrorException e) {
        if (System.nanoTime() > end || !String.valueOf(e.getMessage()).contains(NOT_FROZEN)) {
          throw e;
        }
        sleepBetweenAttempts();
      }
    }
  }

  void unpause() {
    engine.unpauseContainerCmd(id()).exec();
  }

  boolean isRunning() {
    return Boolean.TRUE.equals(engine.inspectContainerCmd(id()).exec().getState().getRunning());
  }

  @Override
  public void close() {
    container.stop();
  }

  private String id() {
    return container.getContainerId();
  }

  private void awaitThatIt(Callable<Boolean> isReady) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!holds(isReady)) {
      boolean ended = !isRunning();
      if (ended || System.nanoTime() > end) {
        throw new StartFailed(
            "The container of %s %s. The end of its log:%n%s"
                .formatted(
                    container.getDockerImageName(),
                    ended ? "ended" : "is not ready after " + DEADLINE.toSeconds() + " s",
                    lastWords()));
      }
      sleepBetweenAttempts();
    }
  }

  private static void sleepBetweenAttempts() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed("Interrupted while a container was waited for", e);
    }
  }

  private String lastWords() {
    String log = container.getLogs();
    return log.substring(Math.max(0, log.length() - LAST_WORDS));
  }

  private static boolean holds(Callable<Boolean> condition) {
    try {
      return condition.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception e) { // what is not ready yet may as well throw
      return false;
    }
  }
}
