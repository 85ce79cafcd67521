package muster.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import muster.demo.terminal.TerminalTexts;
import muster.localstack.Tuning;

/**
 * How a benchmark is to run.
 *
 * @param quick so small that its figures mean nothing: to see that everything works
 * @param tuning of the services' JVMs
 * @param folder for logs
 */
public record Setting(
    boolean quick, Tuning tuning, Path folder, TerminalTexts texts, PrintStream out) {

  /** Tells what is going on, for benchmarks take minutes. */
  public void say(String key, Object... arguments) {
    out.println("  " + texts.get(key, arguments));
  }

  public int teams() {
    return quick ? 2_000 : 60_000;
  }
}
