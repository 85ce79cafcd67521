package muster.localstack;

import java.util.ResourceBundle;
import muster.localstack.terminal.DemoCommand;
import muster.localstack.terminal.Texts;
import muster.localstack.terminal.TokenCommand;
import muster.localstack.terminal.UpCommand;
import muster.localstack.terminal.WatchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** What the script {@code ./muster} runs once everything is built. */
@Command(
    name = "muster",
    resourceBundle = Texts.BUNDLE,
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
        .setResourceBundle(ResourceBundle.getBundle(Texts.BUNDLE));
  }
}
