package muster.benchmarks.faces;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import muster.benchmarks.Aim;
import muster.benchmarks.Check;
import muster.benchmarks.Findings;
import muster.benchmarks.Result;
import muster.benchmarks.Samples;
import muster.benchmarks.Setting;
import muster.benchmarks.Unit;
import muster.benchmarks.WrongAnswer;
import muster.demo.xuzhou.XuzhouGenerator;
import muster.localstack.LocalStack;
import muster.localstack.ProjectFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From a dispatcher's click to the board of somebody else who looks at the same alert, in two real
 * browsers; beside it, in turns, the way without them: a request, and its event on a stream. Both
 * go through the gateway.
 */
public final class FacesBenchmark {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int ROUNDS = 100;
  private static final int PATIENCE_MINUTES = 10;

  /** A dispatcher who has pressed a key believes that it did nothing after about so long. */
  private static final Aim ONE_SECOND = new Aim.AtMost(1_000);

  private final Setting setting;
  private final Path console = ProjectFolder.find().root().resolve("console");

  public FacesBenchmark(Setting setting) {
    this.setting = setting;
  }

  public Findings run() throws IOException, InterruptedException {
    if (!Files.exists(console.resolve("target/dist/index.html"))) {
      throw new IllegalStateException("the pages are not built: is there a Node?");
    }
    setting.say("stack.starting");
    try (LocalStack stack = LocalStack.builder().tuning(setting.tuning()).start()) {
      String token = stack.token("zhang.dispatcher", Set.of("dispatcher"), "3203");
      loadJurisdictions(stack, token);
      int rounds = setting.quick() ? 5 : ROUNDS;
      setting.say("faces.rounds", rounds);
      JsonNode told = measure(stack, token, rounds);
      Samples face = samples(told.path("face"), rounds);
      Samples api = samples(told.path("api"), rounds);
      List<Result> results =
          List.of(
              Result.of("faces.p50", face.millis(0.5), Unit.MILLISECONDS)
                  .beside("api", api.millis(0.5)),
              Result.of("faces.p95", face.millis(0.95), Unit.MILLISECONDS)
                  .beside("api", api.millis(0.95))
                  .aimingAt(ONE_SECOND));
      return new Findings(results, List.of(new Check("faces.all", face.size())));
    }
  }

  private static void loadJurisdictions(LocalStack stack, String token)
      throws IOException, InterruptedException {
    List<String> lines = XuzhouGenerator.demo().jurisdictionLines().toList();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(stack.volunteerUrl() + "/api/jurisdictions/import"))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "text/csv")
                  .POST(BodyPublishers.ofString(String.join("\n", lines)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new WrongAnswer("the jurisdictions were not taken: " + answer.body());
      }
    }
  }

  /** The browsers are worked by a script; its last line is what it measured. */
  private JsonNode measure(LocalStack stack, String token, int rounds)
      throws IOException, InterruptedException {
    String node = said(List.of("bash", console.resolve("find-node").toString()), Map.of());
    String chromium =
        said(List.of("bash", console.resolve("find-chromium").toString(), "--install"), Map.of());
    return JSON.readTree(
        said(
            List.of(Path.of(node, "node").toString(), "scripts/faces.mjs"),
            Map.of(
                "MUSTER_ORIGIN",
                stack.gatewayUrl().toString(),
                "MUSTER_TOKEN",
                token,
                "MUSTER_CHROMIUM",
                chromium,
                "MUSTER_ROUNDS",
                Integer.toString(rounds))));
  }

  private String said(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(console.toFile());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT).environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    List<String> lines = new ArrayList<>();
    Thread reader =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    lines.addAll(process.inputReader().readAllLines());
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    reader.join();
    if (process.exitValue() != 0 || lines.isEmpty()) {
      throw new WrongAnswer(String.join(" ", command) + ": " + String.join("\n", lines));
    }
    return lines.getLast();
  }

  private static Samples samples(JsonNode millis, int expected) {
    List<Long> nanos = new ArrayList<>();
    millis.forEach(each -> nanos.add(Math.round(each.asDouble() * 1_000_000)));
    if (nanos.size() != expected) {
      throw new WrongAnswer(nanos.size() + " of " + expected + " came");
    }
    return Samples.of(nanos);
  }
}
