package muster.demo;

import java.util.ResourceBundle;
import muster.demo.command.DemoCommand;
import muster.demo.command.TokenCommand;
import muster.demo.command.UpCommand;
import muster.demo.command.WatchCommand;
import muster.demo.terminal.TerminalTexts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** What the script {@code ./muster} runs once everything is built. */
@Command(
    name = "muster",
    resourceBundle = TerminalTexts.COMMANDS,
    mixinStandardHelpOptions = true,
    version = "Muster 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      DemoCommand.class,
      TokenCommand.class,
      WatchCommand.class,
      HelpCommand.class
    })
public final class Launcher {
  private Launcher() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Launcher())
        .setResourceBundle(ResourceBundle.getBundle(TerminalTexts.COMMANDS));
  }
}
