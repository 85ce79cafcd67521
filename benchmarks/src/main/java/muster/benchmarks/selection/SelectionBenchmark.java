package muster.benchmarks.selection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import muster.benchmarks.Aim;
import muster.benchmarks.Check;
import muster.benchmarks.Findings;
import muster.benchmarks.Result;
import muster.benchmarks.Setting;
import muster.benchmarks.Unit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/** The nearest ten of all teams, with the city at rest and with everybody moving. */
public final class SelectionBenchmark {
  private static final Aim UNDER_ONE_MILLISECOND = new Aim.AtMost(1_000);
  private static final String SCAN = "scan";
  private static final int EVERYBODY_ONCE_A_MINUTE = 10_000;

  private final Setting setting;

  public SelectionBenchmark(Setting setting) {
    this.setting = setting;
  }

  public Findings run() throws RunnerException {
    setting.say("selection.scan");
    Statistics scan = times("byScan", 0);
    setting.say("selection.still");
    Statistics still = times("byIndex", 0);
    setting.say("selection.moving");
    Statistics moving = times("byIndex", EVERYBODY_ONCE_A_MINUTE);
    setting.say("selection.rate");
    double scanRate = rate("byScan", 0);
    double stillRate = rate("byIndex", 0);
    double movingRate = rate("byIndex", EVERYBODY_ONCE_A_MINUTE);

    List<Result> results = new ArrayList<>();
    results.addAll(percentiles("still", still, scan));
    results.addAll(percentiles("moving", moving, scan));
    results.add(
        Result.of("selection.still.rate", stillRate, Unit.PER_SECOND).beside(SCAN, scanRate));
    results.add(
        Result.of("selection.moving.rate", movingRate, Unit.PER_SECOND).beside(SCAN, scanRate));
    int forks = 6;
    return new Findings(
        results, List.of(new Check("selection.equal", (long) forks * NearestTeams.CHECKED)));
  }

  private static List<Result> percentiles(String how, Statistics index, Statistics scan) {
    return List.of(
        Result.of("selection." + how + ".p50", index.getPercentile(50), Unit.MICROSECONDS)
            .beside(SCAN, scan.getPercentile(50)),
        Result.of("selection." + how + ".p99", index.getPercentile(99), Unit.MICROSECONDS)
            .beside(SCAN, scan.getPercentile(99))
            .aimingAt(UNDER_ONE_MILLISECOND),
        Result.of("selection." + how + ".p999", index.getPercentile(99.9), Unit.MICROSECONDS)
            .beside(SCAN, scan.getPercentile(99.9)));
  }

  private Statistics times(String method, int reportsPerSecond) throws RunnerException {
    return run(method, Mode.SampleTime, TimeUnit.MICROSECONDS, reportsPerSecond)
        .getPrimaryResult()
        .getStatistics();
  }

  private double rate(String method, int reportsPerSecond) throws RunnerException {
    return run(method, Mode.Throughput, TimeUnit.SECONDS, reportsPerSecond)
        .getPrimaryResult()
        .getScore();
  }

  /** In a JVM of its own, with the heap and the collector that a full index would be given. */
  private RunResult run(String method, Mode mode, TimeUnit unit, int reportsPerSecond)
      throws RunnerException {
    String name = NearestTeams.class.getName() + "." + method;
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + name.replace(".", "\\.") + "$")
            .param("teams", Integer.toString(setting.teams()))
            .param("reportsPerSecond", Integer.toString(reportsPerSecond))
            .mode(mode)
            .timeUnit(unit)
            .threads(1)
            .forks(1)
            .jvmArgs("-Xms2g", "-Xmx2g", "-XX:+UseCompactObjectHeaders")
            .warmupIterations(setting.quick() ? 1 : 3)
            .warmupTime(TimeValue.milliseconds(setting.quick() ? 300 : 2_000))
            .measurementIterations(setting.quick() ? 1 : 5)
            .measurementTime(TimeValue.milliseconds(setting.quick() ? 500 : 2_000))
            .shouldFailOnError(true)
            .output(
                setting
                    .folder()
                    .resolve(
                        "jmh-%s-%s-%d.log".formatted(method, mode.shortLabel(), reportsPerSecond))
                    .toString());
    Collection<RunResult> results = new Runner(options.build()).run();
    if (results.size() != 1) {
      throw new IllegalStateException(results.size() + " results of " + name);
    }
    return results.iterator().next();
  }
}
