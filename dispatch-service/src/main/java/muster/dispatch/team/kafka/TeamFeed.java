package muster.dispatch.team.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import muster.eventintake.WholeTopics;

/** The readers that keep the team index: it is complete when all have caught up. */
public final class TeamFeed {
  private final CompletableFuture<Void> caughtUp;
  private final long startedNanos = System.nanoTime();

  public TeamFeed(List<WholeTopics> readers) {
    this.caughtUp =
        CompletableFuture.allOf(
            readers.stream().map(WholeTopics::whenCaughtUp).toArray(CompletableFuture[]::new));
  }

  /** Completes when the index holds all that was known when this instance started. */
  public CompletableFuture<Void> whenCaughtUp() {
    return caughtUp;
  }

  public boolean caughtUp() {
    return caughtUp.isDone();
  }

  Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }
}
