package muster.demo.terminal;

import java.io.Console;
import java.io.PrintStream;

/** What stands above a terminal's window; nothing where the output goes elsewhere. */
public final class TerminalTitle {
  private static final String BEGIN = "\u001b]0;";
  private static final String END = "\u0007";

  private TerminalTitle() {}

  public static void set(PrintStream out, String title) {
    Console console = System.console();
    if (console != null && console.isTerminal()) {
      out.print(sequence(title));
      out.flush();
    }
  }

  static String sequence(String title) {
    return BEGIN + HarmlessText.line(title) + END;
  }
}
