package muster.benchmarks;

/** What a figure counts. */
public enum Unit {
  MICROSECONDS("µs"),
  MILLISECONDS("ms"),
  PER_SECOND("/s"),
  KILOBYTES("kB"),
  MEBIBYTES("MiB"),
  COUNT("");

  private final String sign;

  Unit(String sign) {
    this.sign = sign;
  }

  public String sign() {
    return sign;
  }
}
