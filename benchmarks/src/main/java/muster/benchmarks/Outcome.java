package muster.benchmarks;

import java.util.List;

/** What one benchmark found. */
public record Outcome(List<Result> results, List<Check> checks) {
  public Outcome {
    results = List.copyOf(results);
    checks = List.copyOf(checks);
  }
}
