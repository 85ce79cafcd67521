package muster.notification.stream;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A place in {@code dispatch.events}: for each partition the offset of the next record to read. It
 * is what a client gives back as {@code Last-Event-ID}. Two instances mix the partitions in
 * different orders, so only such a vector, never a single number, says the same thing to both.
 *
 * <p>On the wire: the offsets in base 36, joined by dots, partition 0 first.
 */
public final class Position {
  /** A long in base 36 has at most 13 digits. */
  private static final Pattern OFFSET = Pattern.compile("[0-9a-z]{1,13}");

  private static final int RADIX = 36;

  private final long[] next;

  private Position(long[] next) {
    this.next = next;
  }

  public static Position start(int partitions) {
    return new Position(new long[partitions]);
  }

  public static Position of(long... next) {
    if (Arrays.stream(next).anyMatch(offset -> offset < 0)) {
      throw new IllegalArgumentException("an offset is not negative");
    }
    return new Position(next.clone());
  }

  /** Empty when the text is not a position over this many partitions. */
  public static Optional<Position> parse(String text, int partitions) {
    if (text.length() > partitions * 14) {
      return Optional.empty();
    }
    String[] parts = text.split("\\.", -1);
    if (parts.length != partitions) {
      return Optional.empty();
    }
    long[] next = new long[partitions];
    for (int partition = 0; partition < partitions; partition++) {
      if (!OFFSET.matcher(parts[partition]).matches()) {
        return Optional.empty();
      }
      try {
        next[partition] = Long.parseLong(parts[partition], RADIX);
      } catch (NumberFormatException tooLarge) {
        return Optional.empty();
      }
    }
    return Optional.of(new Position(next));
  }

  public int partitions() {
    return next.length;
  }

  /** The offset of the next record to read. */
  public long next(int partition) {
    return next[partition];
  }

  /** The place after the given record; never before this one. */
  public Position after(int partition, long offset) {
    if (offset < next[partition]) {
      return this;
    }
    long[] advanced = next.clone();
    advanced[partition] = offset + 1;
    return new Position(advanced);
  }

  /** True when nothing before {@code other} remains to be read. */
  public boolean reaches(Position other) {
    for (int partition = 0; partition < next.length; partition++) {
      if (next[partition] < other.next[partition]) {
        return false;
      }
    }
    return true;
  }

  /** The later of the two in each partition. */
  public Position orLater(Position other) {
    long[] later = new long[next.length];
    for (int partition = 0; partition < next.length; partition++) {
      later[partition] = Math.max(next[partition], other.next[partition]);
    }
    return new Position(later);
  }

  /** The earlier of the two in each partition. */
  public Position orEarlier(Position other) {
    long[] earlier = new long[next.length];
    for (int partition = 0; partition < next.length; partition++) {
      earlier[partition] = Math.min(next[partition], other.next[partition]);
    }
    return new Position(earlier);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Position other && Arrays.equals(next, other.next);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(next);
  }

  /** The form on the wire. */
  @Override
  public String toString() {
    return Arrays.stream(next)
        .mapToObj(offset -> Long.toString(offset, RADIX))
        .collect(Collectors.joining("."));
  }
}
