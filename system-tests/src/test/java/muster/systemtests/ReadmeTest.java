package muster.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import muster.demo.story.Demo;
import muster.demo.story.DemoTargets;
import muster.demo.story.Figures;
import muster.localstack.ProjectFolder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** "An alert by hand", block by block, as somebody pastes it into a shell. */
@ExtendWith(RunningStack.class)
class ReadmeTest {
  private static final Path ROOT = ProjectFolder.find().root();
  private static final Pattern TOKEN = Pattern.compile("\\./muster token ([a-z0-9-]+)");
  private static final Map<String, String> ROLES = Map.of("dispatcher", "dispatcher");

  @Test
  void bothLanguagesHaveTheSameCommands() throws IOException {
    assertThat(blocks("README.zh-CN.md", "## 动手发布一次警情"))
        .hasSizeGreaterThan(3)
        .isEqualTo(blocks("README.md", "## An alert by hand"));
  }

  @Test
  void theAlertByHandIsReachedAndResolved(StackUnderTest running) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "needs curl");
    running.resetClock();
    alertByHand(running);
  }

  /** With the deadlines of real use: mostly it waits for the first wave's. */
  @Test
  void theAlertByHandIsReachedAndResolvedAfterADemoToo(StackUnderTest running) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "needs curl");
    running.resetClock();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream sink = new PrintStream(told, true, UTF_8);
    Demo demo = new Demo(DemoTargets.of(running.stack()), true, Locale.ENGLISH, sink, sink);
    Figures figures = demo.play();
    assertThat(figures.teamsKept()).as(told.toString(UTF_8)).isPositive();
    alertByHand(running);
  }

  private static void alertByHand(StackUnderTest running) throws Exception {
    List<String> blocks =
        blocks("README.md", "## An alert by hand").stream()
            .filter(block -> !block.contains("curl -N"))
            .toList();
    // Who pastes is slower than the services; a script is not.
    String known = "\nfor i in $(seq 100); do " + preview() + " && break; sleep 0.2; done\n";
    String script =
        String.join(
            "\n",
            List.of(
                "set -u",
                blocks.get(0),
                blocks.get(1),
                known,
                blocks.get(2),
                blocks.get(3),
                "echo \"ALERT=$ALERT\""));
    String printed = run(on(running, script));

    String alert = printed.replaceAll("(?s).*ALERT=", "").strip();
    JsonNode timeline =
        running
            .dispatcher()
            .get(running.dispatch() + "/api/alerts/" + alert + "/timeline")
            .expect(200)
            .json();
    assertThat(
            timeline
                .required("items")
                .valueStream()
                .filter(
                    entry ->
                        entry.toString().contains("t-900001")
                            || entry.toString().contains("alert."))
                .map(entry -> entry.required("type").asString()))
        .as(printed)
        .contains(
            "alert.issued.v1",
            "task.offered.v1",
            "task.acknowledged.v1",
            "task.on-scene.v1",
            "alert.resolved.v1")
        .doesNotContain("task.unreached.v1");
    assertThat(printed).contains("\n204\n");
    assertThat(printed.lines().filter(line -> !isRegisteredAlready(line)))
        .noneMatch(line -> line.contains("/problems/"));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        running
                            .dispatcher()
                            .get(running.volunteers() + "/api/volunteers/v-900001/presence")
                            .expect(200)
                            .json()
                            .required("onDuty")
                            .asBoolean())
                    .isFalse());
  }

  /** README says so of the volunteer and the team, for whoever comes back. */
  private static boolean isRegisteredAlready(String line) {
    return line.contains("\"status\":409")
        && (line.contains("\"instance\":\"/api/volunteers\"")
            || line.contains("\"instance\":\"/api/teams\""));
  }

  private static String preview() {
    return "curl -s localhost:8081/api/alerts/preview -H \"$DISPATCHER\" -H \"$JSON\" -d"
        + " '{\"category\":\"THEFT\",\"severity\":\"MINOR\",\"headline\":\"x\",\"location\":"
        + "{\"latitude\":34.2925,\"longitude\":117.3391},\"jurisdiction\":\"320371003209\"}'"
        + " | grep -q t-900001";
  }

  /** The stack of the tests stands at other addresses, and has tokens of its own. */
  private static String on(StackUnderTest running, String script) {
    String here =
        script
            .replace("localhost:8081", running.dispatch())
            .replace("localhost:8082", running.volunteers())
            .replace("localhost:8083", running.reports())
            .replace("localhost:8084", running.notifications());
    return TOKEN
        .matcher(here)
        .replaceAll(
            asked ->
                "printf %s "
                    + running
                        .person(
                            asked.group(1),
                            ROLES.getOrDefault(asked.group(1), "volunteer"),
                            StackUnderTest.XUZHOU)
                        .token());
  }

  private static String run(String script) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("bash", "-c", script)
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .start();
    String printed = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue()).as(printed).isZero();
    return printed;
  }

  private static List<String> blocks(String file, String heading) throws IOException {
    String text = Files.readString(ROOT.resolve(file));
    int begin = text.indexOf(heading + "\n");
    assertThat(begin).as(heading).isPositive();
    String section = text.substring(begin, text.indexOf("\n## ", begin + 1));
    List<String> blocks = new ArrayList<>();
    String[] parts = section.split("(?m)^```\\n", -1);
    for (int i = 1; i < parts.length; i += 2) {
      blocks.add(parts[i]);
    }
    return blocks;
  }
}
