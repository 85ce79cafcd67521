package muster.benchmarks;

import java.util.Arrays;
import java.util.Collection;

/** Times that were measured, in nanoseconds. */
public final class Samples {
  private final long[] ascending;

  private Samples(long[] nanos) {
    this.ascending = nanos;
    Arrays.sort(ascending);
    if (ascending.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
  }

  public static Samples of(Collection<Long> nanos) {
    return new Samples(nanos.stream().mapToLong(Long::longValue).toArray());
  }

  /** The smallest time that at least this share of all took no longer than (nearest rank). */
  public double millis(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be above 0 and at most 1");
    }
    int rank = (int) Math.ceil(share * ascending.length);
    return ascending[rank - 1] / 1e6;
  }

  public double maxMillis() {
    return ascending[ascending.length - 1] / 1e6;
  }

  public int size() {
    return ascending.length;
  }

  /** The middle value; the mean of the two middle ones of an even number. */
  public static double median(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
