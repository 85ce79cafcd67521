package muster.dispatch.map.command;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import muster.contracts.place.Crs;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.map.MapTile;
import muster.dispatch.map.Survey;
import muster.dispatch.map.TilePicture;
import muster.dispatch.team.TeamVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Draws tiles from a look at all teams that is seconds old, so that the hundred tiles of a desk
 * that opens its map cost one look. While somebody looks at the map, the next look is taken by a
 * thread of its own; only who comes after a pause waits for it. What teams do is always as of now.
 */
public final class TeamMap {
  /** An older look is replaced, and so long a browser need not ask again. */
  public static final Duration FRESH = Duration.ofSeconds(5);

  /** An older look is not shown to anybody. */
  static final Duration STALE = Duration.ofSeconds(30);

  private final Consumer<TeamVisitor> teams;
  private final Predicate<String> onTask;
  private final LongSupplier nanoTime;
  private final ReentrantLock looking = new ReentrantLock();
  private final AtomicBoolean lookingAgain = new AtomicBoolean();
  private volatile @Nullable Look last;

  private record Look(Survey survey, long takenAt) {}

  /**
   * @param teams tells a visitor of each team
   * @param onTask says of a team's id whether an alert holds it
   * @param nanoTime of a clock that nobody moves
   */
  public TeamMap(Consumer<TeamVisitor> teams, Predicate<String> onTask, LongSupplier nanoTime) {
    this.teams = teams;
    this.onTask = onTask;
    this.nanoTime = nanoTime;
  }

  /**
   * What somebody sees on a tile who is responsible for this jurisdiction.
   *
   * @param crs the datum of the map that the tile is of
   */
  public TilePicture draw(JurisdictionCode scope, MapTile tile, Crs crs) {
    return survey().draw(scope, tile, crs, onTask);
  }

  private Survey survey() {
    Look known = last;
    if (known == null || age(known) > STALE.toNanos()) {
      looking.lock();
      try {
        // Whoever had the lock before may have taken it.
        Look meanwhile = last;
        return meanwhile == null || age(meanwhile) > STALE.toNanos()
            ? look(meanwhile)
            : meanwhile.survey();
      } finally {
        looking.unlock();
      }
    }
    if (age(known) > FRESH.toNanos() && lookingAgain.compareAndSet(false, true)) {
      // Not a virtual one: it computes for a tenth of a second, and requests run on those.
      Thread.ofPlatform().daemon().name("map-look").start(this::lookAgain);
    }
    return known.survey();
  }

  private void lookAgain() {
    looking.lock();
    try {
      Look known = last;
      if (known == null || age(known) > FRESH.toNanos()) {
        var unused = look(known);
      }
    } finally {
      looking.unlock();
      lookingAgain.set(false);
    }
  }

  private Survey look(@Nullable Look before) {
    long takenAt = nanoTime.getAsLong();
    Survey survey = Survey.of(teams);
    if (before != null && age(before) <= STALE.toNanos()) {
      survey.prepare(before.survey().asked());
    }
    last = new Look(survey, takenAt);
    return survey;
  }

  private long age(Look look) {
    return nanoTime.getAsLong() - look.takenAt();
  }
}
