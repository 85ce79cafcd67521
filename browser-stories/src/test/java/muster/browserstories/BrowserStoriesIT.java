package muster.browserstories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import muster.demo.xuzhou.XuzhouGenerator;
import muster.localstack.LocalStack;
import muster.localstack.Part;
import muster.localstack.ProjectFolder;
import muster.testbed.BrowserProxy;
import muster.testbed.BrowserProxyControl;
import org.junit.jupiter.api.Test;

/**
 * The stories that are told in a browser: {@code console/stories}. They run outside the JVM, by
 * Playwright, on a stack of their own with Xuzhou's official tree in it, and their browser goes
 * through a proxy of ours. What became of each lies with the reports of this module's tests, and is
 * counted with them.
 */
class BrowserStoriesIT {
  private static final Path ROOT = ProjectFolder.find().root();
  private static final Path CONSOLE = ROOT.resolve("console");
  private static final Path TARGET = ROOT.resolve("browser-stories").resolve("target");
  private static final int PATIENCE_MINUTES = 25;

  @Test
  void allStoriesAreToldInABrowser() throws Exception {
    assertThat(CONSOLE.resolve("target/dist/index.html"))
        .as("the pages, which ./muster test builds where there is a Node")
        .exists();
    String node = printed(CONSOLE.resolve("find-node").toString());
    String chromium = printed(CONSOLE.resolve("find-chromium").toString(), "--install");
    try (LocalStack stack = start();
        BrowserProxy proxy = BrowserProxy.start();
        BrowserProxyControl network = BrowserProxyControl.start(proxy);
        StackControl control = StackControl.start(stack)) {
      ProcessBuilder stories =
          new ProcessBuilder(
                  Path.of(node, "node").toString(),
                  "node_modules/@playwright/test/cli.js",
                  "test",
                  "--config=playwright.config.ts")
              .directory(CONSOLE.toFile())
              .redirectErrorStream(true);
      stories.environment().put("PATH", node + ":" + System.getenv("PATH"));
      stories.environment().putAll(surroundings(stack));
      stories.environment().put("MUSTER_CHROMIUM", chromium);
      stories.environment().put("MUSTER_PROXY_PORT", Integer.toString(proxy.port()));
      stories.environment().put("MUSTER_PROXY_CONTROL", network.address().toString());
      stories.environment().put("MUSTER_STACK_CONTROL", control.address().toString());

      Told told = run(stories);

      assertThat(told.exitCode()).as(told.printed()).isZero();
      assertThat(proxy.foreignHosts()).isEmpty();
      assertThat(proxy.hosts()).isNotEmpty();
    }
  }

  private static LocalStack start() throws IOException, InterruptedException {
    LocalStack stack =
        LocalStack.builder()
            // Many stories write into the form that issues alerts, each as one account.
            .environment(Part.DISPATCH, Map.of("MUSTER_PREVIEWSPERMINUTE", "10000"))
            .start();
    XuzhouGenerator xuzhou = XuzhouGenerator.demo();
    String token = dispatchersToken(stack);
    String jurisdictions = stack.volunteerUrl() + "/api/jurisdictions";
    load(jurisdictions + "/import", "text/csv", xuzhou.jurisdictionLines(), token);
    load(jurisdictions + "/outlines/import", "application/x-ndjson", xuzhou.outlineLines(), token);
    return stack;
  }

  private static void load(String address, String type, Stream<String> lines, String token)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(String.join("\n", lines.toList())))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  private static String dispatchersToken(LocalStack stack) {
    return stack.token("zhang.dispatcher", Set.of("dispatcher"), "3203");
  }

  private static Map<String, String> surroundings(LocalStack stack) throws IOException {
    Path screenshots = Files.createDirectories(TARGET.resolve("screenshots"));
    Path reports = Files.createDirectories(TARGET.resolve("surefire-reports"));
    Map<String, String> said = new HashMap<>();
    said.put("MUSTER_ORIGIN", stack.gatewayUrl().toString());
    said.put("MUSTER_ISSUER", stack.issuer());
    said.put("MUSTER_TOKEN", dispatchersToken(stack));
    said.put("MUSTER_SCREENSHOTS", screenshots.toString());
    said.put("MUSTER_STORIES_REPORT", reports.resolve("TEST-browser-stories.xml").toString());
    return said;
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
    Path said = Files.createTempFile(Files.createDirectories(TARGET), "told", ".log");
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
