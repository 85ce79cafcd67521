package muster.localstack;

import java.util.List;

/** What the services' JVMs are tuned for. */
public enum Tuning {
  /**
   * To start soon and stay small: the first compiler alone, a serial collector. For {@code up},
   * demo and tests.
   */
  SMALL(
      List.of(
          "-Xmx256m",
          "-Xms32m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseCompactObjectHeaders")),
  /** As in production: all compilers, heap for the full index. For benchmarks. */
  FAST(List.of("-Xmx2g", "-Xms512m", "-XX:+UseCompactObjectHeaders"));

  private final List<String> jvmArguments;

  Tuning(List<String> jvmArguments) {
    this.jvmArguments = jvmArguments;
  }

  List<String> jvmArguments() {
    return jvmArguments;
  }
}
