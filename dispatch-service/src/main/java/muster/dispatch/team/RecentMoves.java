package muster.dispatch.team;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which teams have changed cells lately, for searches that ran meanwhile. One thread writes, any
 * number read.
 */
final class RecentMoves {
  /** More than change cells during any search; of more, a search goes through all teams. */
  private static final int REMEMBERED = 4_096;

  /** How often a team has begun to change cells. Only the latest may still be at it. */
  private final AtomicLong moves = new AtomicLong();

  /** Who it was: move number n at n modulo the length, set before {@link #moves} tells of it. */
  private final AtomicReferenceArray<@Nullable Team> moved = new AtomicReferenceArray<>(REMEMBERED);

  /** The team begins to change cells: to be told before it does. */
  void add(Team team) {
    moved.set((int) (moves.get() % REMEMBERED), team);
    moves.incrementAndGet();
  }

  /** The first move that a search may miss which begins now: the one before may be going on. */
  long first() {
    return Math.max(0, moves.get() - 1);
  }

  /**
   * Gives who has moved since.
   *
   * @return false when more have moved than are remembered
   */
  boolean since(long firstMove, Consumer<Team> found) {
    long end = moves.get();
    for (long move = firstMove; move < end; move++) {
      Team team = moved.get((int) (move % REMEMBERED));
      if (team != null) {
        found.accept(team);
      }
    }
    // The next move may have begun to overwrite one before its number is told.
    return moves.get() + 1 - firstMove <= REMEMBERED;
  }
}
