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
