package muster.apiedge;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.JurisdictionSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * The registered jurisdictions, as a service's own copy: one thread keeps it by snapshots in any
 * order, any number ask. Only what people send is checked against it, and only once it is whole and
 * holds something: until then every code may be right. What is on record stays right.
 */
public final class KnownJurisdictions {

  /** A place farther from all that is registered of a jurisdiction is more likely a mistake. */
  static final double FAR_METERS = 20_000;

  /** Greater than each digit, so that a prefix and this ends what begins with the prefix. */
  private static final char AFTER_DIGITS = ':';

  private record Known(
      JurisdictionCode code, String name, @Nullable GeoPoint location, long version) {
    double meters(GeoPoint from) {
      return location == null ? Double.POSITIVE_INFINITY : location.distanceMeters(from);
    }

    @Override
    public String toString() {
      return code + " (" + name + ")";
    }
  }

  private final NavigableMap<String, Known> byCode = new ConcurrentSkipListMap<>();
  private volatile boolean whole;

  /** Takes in what a jurisdiction is now; an older version changes nothing. */
  public void apply(JurisdictionSnapshot snapshot) {
    Known known =
        new Known(snapshot.code(), snapshot.name(), snapshot.location(), snapshot.version());
    byCode.merge(
        snapshot.code().value(),
        known,
        (before, given) -> given.version() >= before.version() ? given : before);
  }

  /** The jurisdiction is registered no more. */
  public void remove(String code) {
    byCode.remove(code);
  }

  /** All that was known when this service started has been taken in. */
  public void becomeWhole() {
    whole = true;
  }

  public int size() {
    return byCode.size();
  }

  /**
   * @param field of the request that names the code
   * @param place that the request is about, if it says: the nearest code to it is told, unless it
   *     is farther than 20 km from all that is registered; else the parent of the code, else the
   *     one most like it
   * @throws ProblemException {@code validation} of the field, if there is no such jurisdiction
   */
  public void requireRegistered(String field, JurisdictionCode code, @Nullable GeoPoint place) {
    if (isComplete() && !byCode.containsKey(code.value())) {
      String nearest =
          Optional.ofNullable(place)
              .flatMap(this::nearest)
              .or(() -> parent(code))
              .or(() -> mostAlike(code))
              .map(known -> "; the nearest one is " + known)
              .orElse("");
      throw ProblemException.invalid(field, "is no registered jurisdiction" + nearest);
    }
  }

  /**
   * @param field of the request that names the place
   * @throws ProblemException {@code validation} of the field, if the place is farther than 20 km
   *     from every registered point in or below the jurisdiction, and there are such points
   */
  public void requireNear(String field, GeoPoint place, JurisdictionCode code) {
    if (!isComplete()) {
      return;
    }
    double nearest = Double.POSITIVE_INFINITY;
    for (Known known : inOrBelow(code.value()).values()) {
      nearest = Math.min(nearest, known.meters(place));
      if (nearest <= FAR_METERS) {
        return;
      }
    }
    if (Double.isFinite(nearest)) {
      throw ProblemException.invalid(
          field,
          "is %d km from the nearest registered place of %s; send outside: true if it is meant"
              .formatted(Math.round(nearest / 1_000), code));
    }
  }

  /**
   * The narrowest jurisdiction whose registered point is nearest to the place; empty when none is
   * within 20 km, and as long as not all are known.
   */
  public Optional<JurisdictionCode> findByPlace(GeoPoint place) {
    return isComplete() ? nearest(place).map(Known::code) : Optional.empty();
  }

  private boolean isComplete() {
    return whole && !byCode.isEmpty();
  }

  private NavigableMap<String, Known> inOrBelow(String code) {
    return byCode.subMap(code, true, code + AFTER_DIGITS, false);
  }

  /** Of those within 20 km that have nothing registered below them. */
  private Optional<Known> nearest(GeoPoint place) {
    return byCode.values().stream()
        .filter(known -> known.meters(place) <= FAR_METERS && isNarrowest(known.code().value()))
        .min(
            Comparator.<Known>comparingDouble(known -> known.meters(place))
                .thenComparing(known -> known.code().value()));
  }

  private boolean isNarrowest(String code) {
    String next = byCode.higherKey(code);
    return next == null || !next.startsWith(code);
  }

  /** Whoever mistypes a village's code mostly has the town right. */
  private Optional<Known> parent(JurisdictionCode code) {
    return code.parent().flatMap(parent -> Optional.ofNullable(byCode.get(parent.value())));
  }

  /**
   * Of those that begin with as many of the same digits as any the one that the code lies in, else
   * one of the nearest level, and of several the first.
   */
  private Optional<Known> mostAlike(JurisdictionCode code) {
    String digits = code.value();
    return byCode.values().stream()
        .min(
            Comparator.<Known>comparingInt(known -> -sameDigits(known.code().value(), digits))
                .thenComparing(known -> !digits.startsWith(known.code().value()))
                .thenComparingInt(
                    known -> Math.abs(known.code().value().length() - digits.length()))
                .thenComparing(known -> known.code().value()));
  }

  private static int sameDigits(String one, String other) {
    int same = 0;
    while (same < one.length() && same < other.length() && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    return same;
  }
}
