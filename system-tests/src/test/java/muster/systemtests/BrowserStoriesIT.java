package muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import muster.localstack.Part;
import muster.localstack.ProjectFolder;
import muster.testbed.BrowserProxy;
import muster.testbed.BrowserProxyControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The stories that are told in a browser: {@code console/stories}. They run outside the JVM, by
 * Playwright, on the stack of all stories, and their browser goes through a proxy of ours. What
 * became of each lies with the reports of this module's tests, and is counted with them.
 */
@ExtendWith(RunningStack.class)
class BrowserStoriesIT {
  private static final Path ROOT = ProjectFolder.find().root();
  private static final Path CONSOLE = ROOT.resolve("console");
  private static final Path TARGET = ROOT.resolve("system-tests").resolve("target");
  private static final int PATIENCE_MINUTES = 10;

  @Test
  void allStoriesAreToldInABrowser(StackUnderTest running) throws Exception {
    assertThat(CONSOLE.resolve("target/dist/index.html"))
        .as("the pages, which ./muster test builds where there is a Node")
        .exists();
    String node = printed(CONSOLE.resolve("find-node").toString());
    String chromium = printed(CONSOLE.resolve("find-chromium").toString(), "--install");
    running.resetClock();
    try (BrowserProxy proxy = BrowserProxy.start();
        BrowserProxyControl control = BrowserProxyControl.start(proxy)) {
      ProcessBuilder stories =
          new ProcessBuilder(
                  Path.of(node, "node").toString(),
                  "node_modules/@playwright/test/cli.js",
                  "test",
                  "--config=playwright.config.ts")
              .directory(CONSOLE.toFile())
              .redirectErrorStream(true);
      stories.environment().put("PATH", node + ":" + System.getenv("PATH"));
      stories
          .environment()
          .putAll(surroundings(running, chromium, proxy.port(), control.address()));

      Told told = run(stories);

      assertThat(told.exitCode()).as(told.printed()).isZero();
      assertThat(proxy.foreignHosts()).isEmpty();
      assertThat(proxy.hosts()).isNotEmpty();
    }
  }

  private static Map<String, String> surroundings(
      StackUnderTest running, String chromium, int proxyPort, URI control) throws IOException {
    Path screenshots = Files.createDirectories(TARGET.resolve("screenshots"));
    Path reports = Files.createDirectories(TARGET.resolve("surefire-reports"));
    return Map.of(
        "MUSTER_ORIGIN", origin(running),
        "MUSTER_ISSUER", running.stack().issuer(),
        "MUSTER_CHROMIUM", chromium,
        "MUSTER_PROXY_PORT", Integer.toString(proxyPort),
        "MUSTER_PROXY_CONTROL", control.toString(),
        "MUSTER_TOKEN", running.stack().token("zhang.dispatcher", Set.of("dispatcher"), "3203"),
        "MUSTER_SCREENSHOTS", screenshots.toString(),
        "MUSTER_STORIES_REPORT", reports.resolve("TEST-browser-stories.xml").toString());
  }

  private static String origin(StackUnderTest running) {
    Part gateway = Part.findByModule("gateway").orElseThrow();
    return running.stack().url(gateway).toString();
  }

  /** The one line that a script prints; what it says beside it is why there is none. */
  private static String printed(String... command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("bash"));
    all.addAll(List.of(command));
    Told told = run(new ProcessBuilder(all).redirectErrorStream(true));
    assertThat(told.exitCode()).as(told.printed()).isZero();
    return told.printed().strip().lines().reduce((one, last) -> last).orElseThrow();
  }

  private record Told(int exitCode, String printed) {}

  private static Told run(ProcessBuilder command) throws IOException, InterruptedException {
    Path said = Files.createTempFile(TARGET, "told", ".log");
    try {
      Process process = command.redirectOutput(said.toFile()).start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      String printed = Files.readString(said);
      System.out.println(printed);
      assertThat(ended).as("within %s minutes: %s", PATIENCE_MINUTES, printed).isTrue();
      return new Told(process.exitValue(), printed);
    } finally {
      Files.delete(said);
    }
  }
}
