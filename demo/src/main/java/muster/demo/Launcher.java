package muster.demo;

import java.util.ResourceBundle;
import java.util.stream.Collectors;
import muster.demo.command.DemoCommand;
import muster.demo.command.TokenCommand;
import muster.demo.command.UpCommand;
import muster.demo.command.WatchCommand;
import muster.demo.terminal.HarmlessText;
import muster.demo.terminal.TerminalTexts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the script {@code ./muster} runs once everything is built. */
@Command(
    name = "muster",
    resourceBundle = TerminalTexts.COMMANDS,
    mixinStandardHelpOptions = true,
    version = "Muster 0.1.0",
    synopsisSubcommandLabel = "${bundle:label.command}",
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
        .setResourceBundle(ResourceBundle.getBundle(TerminalTexts.COMMANDS))
        .setParameterExceptionHandler((wrong, _) -> explain(wrong));
  }

  /** What picocli itself would say in English, whatever the reader's language. */
  private static int explain(ParameterException wrong) {
    TerminalTexts texts = TerminalTexts.ofThisMachine();
    CommandLine command = wrong.getCommandLine();
    command.getErr().println(said(wrong, texts));
    command.usage(command.getErr());
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String said(ParameterException wrong, TerminalTexts texts) {
    return switch (wrong) {
      case UnmatchedArgumentException unknown ->
          texts.get("usage.unknown", String.join(" ", unknown.getUnmatched()));
      case MissingParameterException missing ->
          texts.get(
              "usage.missing",
              missing.getMissing().stream().map(Launcher::name).collect(Collectors.joining(" ")));
      default -> {
        ArgSpec argument = wrong.getArgSpec();
        yield argument == null
            ? HarmlessText.line(String.valueOf(wrong.getMessage())).toString()
            : texts.get("usage.invalid", name(argument), String.valueOf(wrong.getValue()));
      }
    };
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
