package muster.demo.story;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import muster.demo.terminal.TerminalTexts;
import muster.demo.xuzhou.GeneratedTeam;
import muster.demo.xuzhou.XuzhouGenerator;
import muster.demo.xuzhou.XuzhouSeed;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the demo leaves in the services that it plays on: alerts that run, a report that waits,
 * people on duty. {@link #end} takes it away, and touches nothing else.
 */
final class Traces {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(200);

  private final DemoTargets targets;
  private final StoryRequests requests;
  private final TerminalTexts texts;
  private final XuzhouGenerator xuzhou;
  private final Consumer<String> say;
  private final Set<String> ownTeams;
  private volatile boolean seeded;
  private volatile @Nullable String reportId;
  private boolean ended;

  Traces(
      DemoTargets targets,
      StoryRequests requests,
      TerminalTexts texts,
      XuzhouGenerator xuzhou,
      Consumer<String> say) {
    this.targets = targets;
    this.requests = requests;
    this.texts = texts;
    this.xuzhou = xuzhou;
    this.say = say;
    this.ownTeams = xuzhou.teams().map(GeneratedTeam::id).collect(Collectors.toUnmodifiableSet());
  }

  /** From here on the teams are the demo's, and there is something to take away. */
  void seeded() {
    seeded = true;
  }

  void reported(String id) {
    reportId = id;
  }

  /** Once, whoever calls; what can't be taken away is said. Returns when all is done. */
  synchronized void end() {
    if (ended || !seeded) {
      return;
    }
    ended = true;
    try (HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(SOON).build()) {
      attempt(() -> closeReport(new Api(client, officersToken())));
      attempt(() -> endAlerts(new Api(client, officersToken())));
      attempt(this::takeOffDuty);
    }
  }

  /**
   * The demo's own alerts that run: of its officer, in its words, with no team but its own. One of
   * a run that was killed keeps its teams busy.
   */
  void endAlerts(Api officer) {
    String account = officer.subject();
    JsonNode alerts =
        officer.get(
            targets.dispatch(),
            "/api/alerts?status=OPEN&limit=200&jurisdiction=" + StoryRequests.XIZHU);
    for (JsonNode alert : alerts.path("items")) {
      if (alert.path("issuedBy").asString("").equals(account)
          && requests.headlines().contains(alert.path("headline").asString(""))
          && hasOwnTeamsOnly(alert)) {
        var unused =
            officer.post(
                targets.dispatch(),
                "/api/alerts/" + alert.path("id").asString("") + "/cancellation",
                Map.of("reason", texts.get("scene.leftover")));
      }
    }
  }

  private boolean hasOwnTeamsOnly(JsonNode alert) {
    return alert
        .path("tasks")
        .valueStream()
        .allMatch(task -> ownTeams.contains(task.path("teamId").asString("")));
  }

  /** One that nobody has triaged would wait for an officer; of one that was, the alert follows. */
  private void closeReport(Api officer) {
    String id = reportId;
    if (id == null) {
      return;
    }
    long end = System.nanoTime() + SOON.toNanos();
    while (System.nanoTime() < end) {
      switch (officer.get(targets.reports(), "/api/reports/" + id).path("status").asString("")) {
        case "SUBMITTED" -> {
          var unused =
              officer.post(
                  targets.reports(),
                  "/api/reports/" + id + "/triage",
                  Map.of("decision", "ANSWER", "answer", texts.get("scene.leftover")));
          return;
        }
        case "ALERT_REQUESTED" -> pause();
        default -> {
          return;
        }
      }
    }
  }

  private void takeOffDuty() {
    new XuzhouSeed(targets.volunteers(), targets.tokens().token("dispatcher", null, null))
        .takeOffDuty(xuzhou);
  }

  private String officersToken() {
    return targets.tokens().token("officer", null, null);
  }

  /** What went wrong before is what counts; one thing left behind is no reason to leave others. */
  private void attempt(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException e) {
      say.accept(texts.get("broken.cleanUp", String.valueOf(e.getMessage())));
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL); // until the alert that was asked for is there
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryBroken("interrupted");
    }
  }
}
