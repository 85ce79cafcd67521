package muster.benchmarks;

import java.util.List;

/** What one benchmark found. */
public record Findings(List<Result> results, List<Check> checks) {
  public Findings {
    results = List.copyOf(results);
    checks = List.copyOf(checks);
  }
}
