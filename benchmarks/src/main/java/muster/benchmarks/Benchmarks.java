package muster.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;
import muster.benchmarks.alertpath.AlertPathBenchmark;
import muster.benchmarks.boot.BootBenchmark;
import muster.benchmarks.faces.FacesBenchmark;
import muster.benchmarks.gateway.GatewayBenchmark;
import muster.benchmarks.map.MapBenchmark;
import muster.benchmarks.outbox.OutboxBenchmark;
import muster.benchmarks.race.RaceBenchmark;
import muster.benchmarks.selection.SelectionBenchmark;
import muster.demo.terminal.TerminalTexts;
import muster.localstack.ProjectFolder;
import muster.localstack.Tuning;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./muster bench}: measures, prints a table, and writes the same as JSON beside it.
 *
 * <p>A missed aim is a finding and ends with 0; a wrong answer ends with 1.
 */
@Command(name = "bench", mixinStandardHelpOptions = true)
public final class Benchmarks implements Callable<Integer> {
  static final String TEXTS = "muster.benchmarks.texts";

  private static final String LOGGING = "logback.configurationFile";

  private final TerminalTexts texts = TerminalTexts.of(TEXTS, Locale.getDefault());
  private final PrintStream out = System.out;

  @Parameters(arity = "0..1", paramLabel = "BENCHMARK", descriptionKey = "bench.which")
  private String which = "all";

  @Option(names = "--quick", descriptionKey = "bench.quick")
  private boolean quick;

  @Option(names = "--tuning", paramLabel = "small|fast", descriptionKey = "bench.tuning")
  private Tuning tuning = Tuning.FAST; // the other's heap is made for a demo, not for a city

  /** In the order in which they run. */
  private enum Kind {
    SELECTION("selection"),
    MAP("map"),
    OUTBOX("outbox"),
    BOOT("boot"),
    RACE("race"),
    ALERT_PATH("alert-path"),
    GATEWAY("gateway"),
    FACES("faces");

    private final String name;

    Kind(String name) {
      this.name = name;
    }
  }

  public static void main(String[] args) {
    // People read the terminal: libraries are silent, also when this was not started by ./muster.
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "muster/localstack/silent-logback.xml");
    }
    System.exit(
        new CommandLine(new Benchmarks())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setResourceBundle(ResourceBundle.getBundle(TEXTS))
            .execute(args));
  }

  @Override
  public Integer call() throws IOException {
    List<Kind> wanted = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (which.equals("all") || which.equals(kind.name)) {
        wanted.add(kind);
      }
    }
    if (wanted.isEmpty()) {
      System.err.println(texts.get("bench.unknown", which));
      return CommandLine.ExitCode.USAGE;
    }
    Path folder = ProjectFolder.find().root().resolve("benchmarks/target/bench");
    Files.createDirectories(folder);
    ResultTable table = new ResultTable(texts);
    Setting setting = new Setting(quick, tuning, folder, texts, out);
    List<Result> all = new ArrayList<>();
    int failed = 0;
    for (Kind kind : wanted) {
      Machine machine = Machine.now();
      out.println(kind.name);
      out.println("  " + table.machine(machine));
      try {
        Findings outcome = run(kind, setting);
        outcome
            .checks()
            .forEach(
                check -> out.println("  ✓ " + texts.get("check." + check.key(), check.lookedAt())));
        all.addAll(outcome.results());
        out.println();
        out.println(table.of(outcome.results()));
        new ResultFile()
            .write(folder.resolve(kind.name + ".json"), kind.name, setting, machine, outcome);
      } catch (Exception e) { // whatever it was, the other benchmarks still count
        failed++;
        System.err.println("  ✗ " + texts.get("bench.failed", kind.name, String.valueOf(e)));
        if (!(e instanceof WrongAnswer)) {
          e.printStackTrace();
        }
      }
    }
    if (wanted.size() > 1) {
      out.println(table.of(all));
    }
    out.println(texts.get("bench.written", folder));
    if (quick) {
      out.println(texts.get("bench.meansNothing"));
    }
    return failed == 0 ? 0 : 1;
  }

  private static Findings run(Kind kind, Setting setting) throws Exception {
    return switch (kind) {
      case SELECTION -> new SelectionBenchmark(setting).run();
      case MAP -> new MapBenchmark(setting).run();
      case OUTBOX -> new OutboxBenchmark(setting).run();
      case BOOT -> new BootBenchmark(setting).run();
      case RACE -> new RaceBenchmark(setting).run();
      case ALERT_PATH -> new AlertPathBenchmark(setting).run();
      case GATEWAY -> new GatewayBenchmark(setting).run();
      case FACES -> new FacesBenchmark(setting).run();
    };
  }
}
