package muster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import muster.localstack.FreePorts;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LauncherTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpNamesEveryCommand() {
    assertThat(run("help")).isZero();
    assertThat(out.toString()).contains("up", "demo", "token", "watch", "./muster test");
  }

  @Test
  void everyCommandExplainsItselfAndItsOptions() {
    Map<String, CommandLine> commands = Launcher.commandLine().getSubcommands();
    assertThat(commands.keySet()).contains("up", "demo", "token", "watch");
    commands.forEach(
        (name, command) -> {
          var spec = command.getCommandSpec();
          assertThat(spec.options())
              .allSatisfy(
                  option ->
                      assertThat(option.description())
                          .as("%s %s", name, option.longestName())
                          .isNotEmpty());
        });
  }

  @Test
  void anUnknownCommandIsAUsageError() {
    assertThat(run("fly")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("fly");
  }

  @Test
  void aModuleThatCanNotBeLeftOutIsAUsageError() {
    assertThat(run("up", "--without", "kafka")).isEqualTo(CommandLine.ExitCode.USAGE);
  }

  @Test
  void anExerciseThatCanNotBeIsAUsageError() {
    for (String[] wrong :
        new String[][] {
          {"--simulate", "--people", "0"},
          {"--simulate", "--people", "1001"},
          {"--simulate", "--people", "many"},
          {"--simulate", "--incidents-per-hour", "-1"},
          {"--simulate", "--incidents-per-hour", "61"},
          {"--simulate", "--incidents-per-hour", "NaN"},
          {"--simulate", "--without", "dispatch-service"},
          {"--simulate", "--against", "compose"},
          {"--simulate", "--on", "compose"},
          {"--on", "compose"},
          {"--people", "10"},
        }) {
      String[] all = new String[wrong.length + 1];
      all[0] = "up";
      System.arraycopy(wrong, 0, all, 1, wrong.length);
      assertThat(run(all)).as(String.join(" ", wrong)).isEqualTo(CommandLine.ExitCode.USAGE);
    }
    assertThat(run("demo", "--browser", "--against", "compose"))
        .isEqualTo(CommandLine.ExitCode.USAGE);
  }

  @Test
  void withoutARunningStackATokenIsAnErrorAndNotATrace() {
    String nobody = "http://localhost:" + FreePorts.next();
    assertThat(run("token", "dispatcher", "--issuer", nobody)).isEqualTo(1);
    assertThat(run("watch", "--issuer", nobody)).isEqualTo(1);
    assertThat(err.toString()).doesNotContain("Exception");
  }

  private int run(String... arguments) {
    return Launcher.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
