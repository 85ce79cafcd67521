package muster.benchmarks.selection;

import java.util.List;
import java.util.Objects;
import muster.dispatch.team.Search;
import muster.dispatch.team.Selection;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What JMH measures, in JVMs of its own. The answers are checked there, after the last report. */
@State(Scope.Benchmark)
public class NearestTeams {
  static final int CHECKED = 300;

  @Param("60000")
  public int teams;

  /** Beside the searches, by another thread; 10,000 is everybody in the city once a minute. */
  @Param({"0", "10000"})
  public int reportsPerSecond;

  private @Nullable FilledIndex town;
  private @Nullable Reporters reporters;
  private @Nullable Scan scan;

  @State(Scope.Thread)
  public static class Asker {
    private int next;

    Search ask(List<Search> searches) {
      next = next + 1 == searches.size() ? 0 : next + 1;
      return searches.get(next);
    }
  }

  @Setup(Level.Trial)
  public void fill() {
    FilledIndex filled = new FilledIndex(teams);
    town = filled;
    scan = filled.scan();
    if (reportsPerSecond > 0) {
      reporters = new Reporters(filled, reportsPerSecond);
    }
  }

  @TearDown(Level.Trial)
  public void check() {
    FilledIndex measured = town();
    if (reporters != null) {
      reporters.close();
    }
    Scan trusted = measured.scan();
    AnswerCheck.compare(
        measured.searches().subList(0, CHECKED),
        measured::select,
        search -> measured.select(search, trusted));
  }

  @Benchmark
  public Selection byIndex(Asker asker) {
    FilledIndex measured = town();
    return measured.select(asker.ask(measured.searches()));
  }

  @Benchmark
  public Selection byScan(Asker asker) {
    FilledIndex measured = town();
    return measured.select(asker.ask(measured.searches()), Objects.requireNonNull(scan));
  }

  private FilledIndex town() {
    return Objects.requireNonNull(town);
  }
}
