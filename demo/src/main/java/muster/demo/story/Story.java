package muster.demo.story;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import muster.demo.terminal.TerminalTexts;
import tools.jackson.databind.JsonNode;

/**
 * The story, step by step. Each step waits for what the services themselves say, and breaks the
 * story with a message when that does not come in time.
 */
final class Story {
  /** For what follows at once; generous, since a small machine is busy with all of it. */
  private static final Duration SOON_WHEN_QUICK = Duration.ofSeconds(10);

  private static final Duration SLACK = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);

  /** "Hold a task within a second." */
  static final Duration HELD_WITHIN = Duration.ofSeconds(1);

  private final Pace pace;
  private final Audience audience;
  private final Duration soon;
  private final DemoTargets targets;
  private final StoryRequests requests;
  private final TerminalTexts texts;
  private final SimulatedVolunteers volunteers;
  private final ReceivedEvents operator;
  private final String offlineTeam;
  private final OwnAlerts own;
  private final Traces traces;
  private final Api villager;
  private final Api officer;

  Story(
      HttpClient client,
      DemoTargets targets,
      StoryRequests requests,
      TerminalTexts texts,
      SimulatedVolunteers volunteers,
      ReceivedEvents operator,
      String offlineTeam,
      OwnAlerts own,
      Traces traces,
      Pace pace,
      Audience audience) {
    this.pace = pace;
    this.audience = audience;
    this.soon = pace.of(SOON_WHEN_QUICK);
    this.targets = targets;
    this.requests = requests;
    this.texts = texts;
    this.volunteers = volunteers;
    this.operator = operator;
    this.offlineTeam = offlineTeam;
    this.own = own;
    this.traces = traces;
    this.villager = new Api(client, targets.tokens().token("reporter", null, null));
    this.officer = new Api(client, targets.tokens().token("officer", null, null));
  }

  /** What was observed, for the figures. */
  record Observed(UUID alertId, Instant reportedAt, List<ReceivedEvent> events, JsonNode alert) {}

  Observed play() {
    JsonNode report = villager.post(targets.reports(), "/api/reports", requests.report());
    String reportId = report.path("id").asString("");
    traces.reported(reportId);
    own.reported(reportId);
    look("look.report");
    triage(reportId);
    ReceivedEvent issued =
        expect(
            "step.issued",
            soon,
            seen ->
                seen.is("alert.issued.v1")
                    && seen.event().at("/origin/reportId").asString("").equals(reportId));
    UUID alertId = UUID.fromString(issued.text("alertId"));
    Duration toAnswer = duration(issued, "acknowledgementDeadline");
    Duration toReach = duration(issued, "reachDeadline");
    int needed = issued.event().at("/terms/teamsNeeded").asInt();

    expectHeldWithinASecond(alertId, issued);
    expectLinked(reportId, alertId);
    ReceivedEvent first = expect("step.acknowledged", soon, of(alertId, "task.acknowledged.v1"));
    expectReplaced(alertId, toReach);
    expect("step.declined", soon, of(alertId, "task.declined.v1"));

    ReceivedEvent second =
        expect(
            "step.secondWave",
            toAnswer.plus(SLACK),
            of(alertId, "wave.opened.v1")
                .or(of(alertId, "wave.opened.v2"))
                .and(seen -> seen.event().path("wave").asInt() == 2));
    if (second.text("trigger").equals("BY_HAND")) {
      throw broken("step.secondWave");
    }
    ReceivedEvent covered = expect("step.covered", soon, of(alertId, "alert.covered.v1"));
    check("step.covered", () -> covered.event().path("teams").asInt() == needed);
    ReceivedEvent standby =
        expect(
            "step.standby",
            soon,
            of(alertId, "task.put-on-standby.v1")
                .and(seen -> seen.event().path("rank").asInt() == 1));
    expectTheRestStoodDown(alertId, needed);
    look("look.covered");

    withdraw(alertId, first, standby);
    String clueId = goThereAndSendAClue(alertId, standby);
    look("look.clue");
    resolve(alertId, clueId);
    return new Observed(
        alertId,
        Instant.parse(report.path("submittedAt").asString("")),
        eventsOf(alertId),
        officer.get(targets.dispatch(), "/api/alerts/" + alertId));
  }

  private void look(String what) {
    audience.look(texts.get(what));
  }

  /** The officer finds the report among those that wait, and decides. */
  private void triage(String reportId) {
    JsonNode waiting =
        officer.get(
            targets.reports(), "/api/reports?status=SUBMITTED&jurisdiction=" + StoryRequests.XIZHU);
    check(
        "step.reported",
        () ->
            waiting
                .path("items")
                .valueStream()
                .anyMatch(item -> item.path("id").asString("").equals(reportId)));
    var unused =
        officer.post(targets.reports(), "/api/reports/" + reportId + "/triage", requests.triage());
  }

  /** Every team called at the issue that is online, by the first of its phones. */
  private void expectHeldWithinASecond(UUID alertId, ReceivedEvent issued) {
    // From the alert itself: the stream may not have shown all offers yet.
    List<JsonNode> online =
        officer
            .get(targets.dispatch(), "/api/alerts/" + alertId)
            .path("tasks")
            .valueStream()
            .filter(
                task ->
                    Instant.parse(task.path("offeredAt").asString("")).equals(issued.at())
                        && !task.path("teamId").asString("").equals(offlineTeam))
            .toList();
    check("step.firstWave", () -> !online.isEmpty());
    until("step.held", soon, () -> online.stream().allMatch(task -> heldAt(task).isPresent()));
    for (JsonNode task : online) {
      Duration took = Duration.between(issued.at(), heldAt(task).orElseThrow());
      if (took.compareTo(HELD_WITHIN) > 0) {
        throw new StoryBroken(
            texts.get("broken.tooLate", task.path("teamName").asString(""), took.toMillis()));
      }
    }
  }

  private Optional<Instant> heldAt(JsonNode task) {
    return volunteers.firstHeldAt(task.path("teamId").asString(""), task.path("id").asString(""));
  }

  private void expectLinked(String reportId, UUID alertId) {
    until(
        "step.linked",
        soon,
        () -> {
          JsonNode seen = villager.get(targets.reports(), "/api/reports/" + reportId);
          return seen.path("status").asString("").equals("ALERTED")
              && seen.path("alertId").asString("").equals(alertId.toString());
        });
  }

  private void expectReplaced(UUID alertId, Duration toReach) {
    ReceivedEvent unreached =
        expect(
            "step.unreached",
            toReach.plus(SLACK),
            of(alertId, "task.unreached.v1").and(seen -> seen.text("teamId").equals(offlineTeam)));
    expect(
        "step.replaced",
        soon,
        of(alertId, "task.offered.v1")
            .and(seen -> seen.text("replaces").equals(unreached.text("taskId"))));
  }

  private void expectTheRestStoodDown(UUID alertId, int needed) {
    until(
        "step.stoodDown",
        soon,
        () -> {
          JsonNode alert = officer.get(targets.dispatch(), "/api/alerts/" + alertId);
          return count(alert, "ACKNOWLEDGED") == needed
              && count(alert, "STANDBY") == 1
              && count(alert, "OFFERED") == 0
              && count(alert, "STOOD_DOWN") > 0;
        });
    expect("step.stoodDown", soon, of(alertId, "task.stood-down.v1"));
    for (ReceivedEvent stoodDown : eventsOf(alertId)) {
      String team = stoodDown.text("teamId");
      if (stoodDown.is("task.stood-down.v1") && volunteers.knows(team)) {
        if (volunteers
            .speakerOf(team)
            .await("task.stood-down.v1", stoodDown.text("taskId"), soon)
            .isEmpty()) {
          throw broken("step.stoodDownHeard");
        }
      }
    }
  }

  private static long count(JsonNode alert, String state) {
    return alert
        .path("tasks")
        .valueStream()
        .filter(task -> task.path("state").asString("").equals(state))
        .count();
  }

  private void withdraw(UUID alertId, ReceivedEvent first, ReceivedEvent standby) {
    volunteers
        .speakerOf(first.text("teamId"))
        .withdraw(first.text("taskId"), texts.get("person.flatTyre"));
    expect(
        "step.withdrawn",
        soon,
        of(alertId, "task.withdrawn.v1")
            .and(seen -> seen.text("taskId").equals(first.text("taskId"))));
    expect(
        "step.promoted",
        soon,
        of(alertId, "task.promoted.v1")
            .and(seen -> seen.text("taskId").equals(standby.text("taskId"))));
  }

  /** The promoted team hears of it on its own phone, and goes. */
  private String goThereAndSendAClue(UUID alertId, ReceivedEvent standby) {
    String task = standby.text("taskId");
    Phone phone = volunteers.speakerOf(standby.text("teamId"));
    if (phone.await("task.promoted.v1", task, soon).isEmpty()) {
      throw broken("step.promotedHeard");
    }
    look("look.promoted");
    phone.progress(task, "EN_ROUTE");
    expect("step.enRoute", soon, of(alertId, "task.en-route.v1"));
    pause(pace.of(Duration.ofSeconds(1)));
    phone.progress(task, "ON_SCENE");
    expect("step.onScene", soon, of(alertId, "task.on-scene.v1"));
    String clueId =
        phone.sendClue(alertId.toString(), texts.get("scene.clue"), StoryRequests.WHERE_FOUND);
    expect(
        "step.clue",
        soon,
        of(alertId, "alert.clue-received.v1")
            .and(
                seen ->
                    seen.text("reportId").equals(clueId)
                        && seen.text("by").equals(phone.account())));
    return clueId;
  }

  private void resolve(UUID alertId, String clueId) {
    var unused =
        officer.post(
            targets.dispatch(),
            "/api/alerts/" + alertId + "/resolution",
            Map.of("outcome", "FOUND", "note", texts.get("scene.found")));
    expect(
        "step.resolved",
        soon,
        of(alertId, "alert.resolved.v1").and(seen -> seen.text("outcome").equals("FOUND")));
    JsonNode alert = officer.get(targets.dispatch(), "/api/alerts/" + alertId);
    check("step.resolved", () -> alert.path("status").asString("").equals("RESOLVED"));
    expectTheWholeTimeline(alertId, clueId);
  }

  /** The stream has shown every entry of the alert's own timeline, each once. */
  private void expectTheWholeTimeline(UUID alertId, String clueId) {
    JsonNode timeline =
        officer.get(targets.dispatch(), "/api/alerts/" + alertId + "/timeline?limit=500");
    check("step.clueInTimeline", () -> timeline.toString().contains(clueId));
    int entries = timeline.path("items").size();
    until("step.wholeTimeline", soon, () -> eventsOf(alertId).size() >= entries);
    Set<Long> versions = new HashSet<>();
    List<Long> twice = new ArrayList<>();
    for (ReceivedEvent seen : eventsOf(alertId)) {
      long version = seen.message().path("version").asLong();
      if (!versions.add(version)) {
        twice.add(version);
      }
    }
    check("step.wholeTimeline", () -> twice.isEmpty() && versions.size() == entries);
  }

  private List<ReceivedEvent> eventsOf(UUID alertId) {
    return operator.all().stream().filter(seen -> seen.isOf(alertId)).toList();
  }

  private static Predicate<ReceivedEvent> of(UUID alertId, String type) {
    return seen -> seen.isOf(alertId) && seen.is(type);
  }

  private static Duration duration(ReceivedEvent issued, String field) {
    return Duration.parse(issued.event().path("terms").path(field).asString(""));
  }

  private ReceivedEvent expect(String step, Duration atMost, Predicate<ReceivedEvent> wanted) {
    return operator.await(wanted, atMost).orElseThrow(() -> broken(step, atMost));
  }

  private void until(String step, Duration atMost, Supplier<Boolean> condition) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.get()) {
      if (System.nanoTime() > end) {
        throw broken(step, atMost);
      }
      pause(POLL);
    }
  }

  private void check(String step, Supplier<Boolean> condition) {
    if (!condition.get()) {
      throw broken(step);
    }
  }

  private StoryBroken broken(String step) {
    return new StoryBroken(texts.get("broken.otherwise", texts.get(step)));
  }

  private StoryBroken broken(String step, Duration atMost) {
    return new StoryBroken(texts.get("broken.notInTime", texts.get(step), atMost.toSeconds()));
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time); // a step of the story, or between two looks at the alert
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryBroken("interrupted");
    }
  }
}
