package muster.localstack;

import java.util.List;

/** What the JVMs of the services and of the broker are tuned for. */
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
          "-XX:+UseCompactObjectHeaders"),
      List.of("-Xmx384m", "-Xms64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")),
  /**
   * As in production: all compilers, heap for the full index, pauses kept short (with the default
   * goal of 200 ms a service stands still for 250 ms twice a minute), and for the broker what
   * Kafka's own start script says ({@code kafka-run-class.sh}). For benchmarks.
   */
  FAST(
      List.of(
          "-Xmx2g",
          "-Xms512m",
          "-XX:+UseG1GC",
          "-XX:MaxGCPauseMillis=30",
          "-XX:+UseCompactObjectHeaders"),
      List.of(
          "-Xmx1g",
          "-Xms1g",
          "-XX:+UseG1GC",
          "-XX:MaxGCPauseMillis=20",
          "-XX:InitiatingHeapOccupancyPercent=35"));

  private final List<String> jvmArguments;
  private final List<String> brokerArguments;

  Tuning(List<String> jvmArguments, List<String> brokerArguments) {
    this.jvmArguments = jvmArguments;
    this.brokerArguments = brokerArguments;
  }

  List<String> jvmArguments() {
    return jvmArguments;
  }

  List<String> brokerArguments() {
    return brokerArguments;
  }
}
