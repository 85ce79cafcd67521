package muster.demo.story;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import muster.demo.terminal.TerminalTexts;
import tools.jackson.databind.JsonNode;

/**
 * A test alarm before the story: issued, delivered, cancelled. The services have just been started,
 * and the first alert through a JVM pays for loading and compiling what no later one pays for. How
 * long it took is said, not counted.
 */
final class TestAlarm {
  private static final Duration DEADLINE = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(50);

  private final DemoTargets targets;
  private final StoryRequests requests;
  private final TerminalTexts texts;
  private final SimulatedVolunteers volunteers;
  private final ReceivedEvents operator;
  private final OwnAlerts own;
  private final Api officer;

  TestAlarm(
      HttpClient client,
      DemoTargets targets,
      StoryRequests requests,
      TerminalTexts texts,
      SimulatedVolunteers volunteers,
      ReceivedEvents operator,
      OwnAlerts own) {
    this.targets = targets;
    this.requests = requests;
    this.texts = texts;
    this.volunteers = volunteers;
    this.operator = operator;
    this.own = own;
    this.officer = new Api(client, targets.tokens().token("officer", null, null));
  }

  /** How long it took until the last team held it. */
  Duration run() {
    JsonNode alert =
        officer.post(
            targets.dispatch(),
            "/api/alerts?tasks=true",
            requests.testAlarm(),
            "Idempotency-Key",
            UUID.randomUUID().toString());
    String id = alert.path("id").asString("");
    own.issued(UUID.fromString(id));
    Instant issuedAt = Instant.parse(alert.path("issuedAt").asString(""));
    try {
      return Duration.between(issuedAt, lastHeld(alert));
    } finally {
      var unused =
          officer.post(
              targets.dispatch(),
              "/api/alerts/" + id + "/cancellation",
              Map.of("reason", texts.get("scene.testAlarmOver")));
      var cancelled =
          operator.await(
              seen -> seen.is("alert.cancelled.v1") && seen.isOf(UUID.fromString(id)), DEADLINE);
      if (cancelled.isEmpty()) {
        throw new StoryBroken(texts.get("broken.testAlarm", DEADLINE.toSeconds()));
      }
    }
  }

  private Instant lastHeld(JsonNode alert) {
    List<JsonNode> tasks =
        alert
            .path("tasks")
            .valueStream()
            .filter(task -> volunteers.knows(task.path("teamId").asString("")))
            .toList();
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (System.nanoTime() < end) {
      List<Optional<Instant>> held =
          tasks.stream()
              .map(
                  task ->
                      volunteers.firstHeldAt(
                          task.path("teamId").asString(""), task.path("id").asString("")))
              .toList();
      if (held.stream().allMatch(Optional::isPresent)) {
        return held.stream()
            .flatMap(Optional::stream)
            .max(Instant::compareTo)
            .orElse(Instant.now());
      }
      pause();
    }
    throw new StoryBroken(texts.get("broken.testAlarm", DEADLINE.toSeconds()));
  }

  private static void pause() {
    try {
      Thread.sleep(POLL); // between two looks at the phones
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryBroken("interrupted");
    }
  }
}
