package muster.preflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Asks all neighbours at the same time, again and again, until each has answered once or time is
 * up. Whoever has answered once is not asked again: what happens to it later is for the service to
 * bear.
 *
 * <p>Each on a platform thread of its own: looking up a name may take long and would hold up the
 * few carriers of virtual threads.
 */
public final class NeighbourWatch {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** For one question: the first one to Kafka takes seconds where four services start at once. */
  private static final Duration QUESTION = Duration.ofSeconds(10);

  private sealed interface Standing {
    record Asked(StartMessage last) implements Standing {}

    record There() implements Standing {}

    record Refused(Refusal refusal) implements Standing {}
  }

  private final List<Neighbour> needed;
  private final Duration patience;
  private final long deadline;
  private final StandardError standardError;
  private final Map<Neighbour, Standing> standings = new LinkedHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();

  /**
   * @param needed before the service can start at all
   * @param awaited beside the service's start
   * @param left from now on
   * @param patience as it was set
   */
  NeighbourWatch(
      List<Neighbour> needed,
      List<Neighbour> awaited,
      Duration left,
      Duration patience,
      StandardError standardError) {
    this.needed = List.copyOf(needed);
    this.patience = patience;
    this.deadline = System.nanoTime() + left.toNanos();
    this.standardError = standardError;
    Standing unknown = new Standing.Asked(StartMessage.of(MessageKey.NO_ANSWER));
    needed.forEach(neighbour -> standings.put(neighbour, unknown));
    awaited.forEach(neighbour -> standings.put(neighbour, unknown));
  }

  void start() {
    for (Neighbour neighbour : List.copyOf(standings.keySet())) {
      Thread.ofPlatform()
          .daemon()
          .name("preflight-" + neighbour.setting())
          .start(() -> ask(neighbour));
    }
  }

  /**
   * Returns when everybody who is needed has answered.
   *
   * @throws StartRefused when one of all never will, or one who is needed has not in time
   */
  public void awaitNeeded() {
    await(needed);
  }

  /**
   * Goes on waiting for the others on a thread of its own.
   *
   * @param onRefusal called there when one of them does not come in time, or never will
   */
  public void awaitRest(java.util.function.Consumer<StartRefused> onRefusal) {
    Thread.ofPlatform()
        .daemon()
        .name("preflight")
        .start(
            () -> {
              try {
                await(List.copyOf(standings.keySet()));
              } catch (StartRefused refused) {
                onRefusal.accept(refused);
              }
            });
  }

  /** Whether everybody has answered. */
  boolean isOver() {
    lock.lock();
    try {
      return standings.keySet().stream().allMatch(this::isThere);
    } finally {
      lock.unlock();
    }
  }

  private void await(List<Neighbour> wanted) {
    lock.lock();
    try {
      while (true) {
        List<Refusal> refusals = refusals();
        if (!refusals.isEmpty()) {
          throw new StartRefused(refusals);
        }
        if (wanted.stream().allMatch(this::isThere)) {
          return;
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new StartRefused(late());
        }
        var _ = change.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefused(late());
    } finally {
      lock.unlock();
    }
  }

  private boolean isThere(Neighbour neighbour) {
    return standings.get(neighbour) instanceof Standing.There;
  }

  private List<Refusal> refusals() {
    List<Refusal> refusals = new ArrayList<>();
    for (Standing standing : standings.values()) {
      if (standing instanceof Standing.Refused(Refusal refusal)) {
        refusals.add(refusal);
      }
    }
    return refusals;
  }

  /** All that are missing, needed now or later: who mends one sees the others too. */
  private List<Refusal> late() {
    List<Refusal> late = new ArrayList<>();
    standings.forEach(
        (neighbour, standing) -> {
          if (standing instanceof Standing.Asked(StartMessage last)) {
            late.add(
                Refusal.of(
                    neighbour.setting(),
                    neighbour.whenLate(),
                    neighbour.address(),
                    last,
                    seconds(patience)));
          }
        });
    return late;
  }

  private void ask(Neighbour neighbour) {
    long begun = System.nanoTime();
    Duration pause = FIRST_PAUSE;
    boolean told = false;
    while (true) {
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      if (!left.isPositive()) {
        return;
      }
      switch (neighbour.ask(left.compareTo(QUESTION) < 0 ? left : QUESTION)) {
        case Attempt.Answered _ -> {
          if (told) {
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            standardError.say(
                MessageKey.ANSWERS, neighbour.setting(), neighbour.address(), seconds(took));
          }
          become(neighbour, new Standing.There());
          return;
        }
        case Attempt.Never(Refusal refusal) -> {
          become(neighbour, new Standing.Refused(refusal));
          return;
        }
        case Attempt.NotYet(StartMessage why) -> {
          become(neighbour, new Standing.Asked(why));
          if (!told) {
            told = true;
            standardError.say(
                MessageKey.WAITING,
                neighbour.setting(),
                neighbour.address(),
                why,
                seconds(patience));
          }
        }
      }
      try {
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      } catch (InterruptedException e) {
        return; // nobody does that but a JVM that ends
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private void become(Neighbour neighbour, Standing standing) {
    lock.lock();
    try {
      standings.put(neighbour, standing);
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static String seconds(Duration time) {
    return Optional.of(time.toMillis() / 1_000.0)
        .map(seconds -> seconds >= 10 || seconds == Math.rint(seconds) ? "%.0f" : "%.1f")
        .map(form -> form.formatted(time.toMillis() / 1_000.0))
        .orElseThrow();
  }
}
