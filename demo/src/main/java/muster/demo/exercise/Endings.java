package muster.demo.exercise;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import muster.contracts.dispatch.Outcome;
import muster.demo.exercise.Account.Reply;
import muster.demo.story.DemoTargets;
import muster.demo.terminal.TerminalTexts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Ends the exercise's own alerts: some minutes after somebody has come, or when nobody has for
 * long. One that a desk leads is left to it for an hour.
 */
final class Endings {
  static final Duration LEAST_ON_SCENE = Duration.ofMinutes(2);
  static final Duration MOST_ON_SCENE = Duration.ofMinutes(6);
  static final Duration WITHOUT_HELP = Duration.ofMinutes(20);
  static final Duration LED_BY_A_DESK = Duration.ofMinutes(60);

  private static final Duration LOOKED_AT = Duration.ofSeconds(30);
  private static final double NOTES = 0.4;
  private static final int NOTE_TEXTS = 4;

  private final Agenda agenda;
  private final DemoTargets targets;
  private final TerminalTexts texts;
  private final Account control;
  private final Clock clock;
  private final Random random;
  private final Consumer<String> say;
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  Endings(
      Agenda agenda,
      DemoTargets targets,
      TerminalTexts texts,
      Account control,
      Clock clock,
      Random random,
      Consumer<String> say) {
    this.agenda = agenda;
    this.targets = targets;
    this.texts = texts;
    this.control = control;
    this.clock = clock;
    this.random = random;
    this.say = say;
  }

  int open() {
    return open.size();
  }

  void watch(String alertId) {
    if (open.add(alertId)) {
      agenda.in(LOOKED_AT, () -> look(alertId, null));
      if (random.nextDouble() < NOTES) {
        agenda.in(
            Behaviour.between(Duration.ofMinutes(1), Duration.ofMinutes(4), random),
            () -> note(alertId));
      }
    }
  }

  /**
   * @param endAt when it is to end, once somebody has come
   */
  private void look(String alertId, @Nullable Instant endAt)
      throws IOException, InterruptedException {
    Reply reply = null;
    try {
      reply = control.get(targets.dispatch(), "/api/alerts/" + alertId);
    } finally {
      if (reply == null) {
        agenda.in(LOOKED_AT, () -> look(alertId, endAt));
      }
    }
    if (reply.isWorthRepeating()) {
      agenda.in(LOOKED_AT, () -> look(alertId, endAt));
      return;
    }
    JsonNode alert = reply.body();
    if (!runs(alert)) {
      open.remove(alertId);
      return;
    }
    Instant end =
        endAt == null && hasHelp(alert)
            ? clock.instant().plus(Behaviour.between(LEAST_ON_SCENE, MOST_ON_SCENE, random))
            : endAt;
    if (isOver(alert, end, clock.instant(), control.subject())) {
      resolve(alert);
      // Looked at once more: it may have been refused.
    }
    agenda.in(LOOKED_AT, () -> look(alertId, end));
  }

  private static boolean runs(JsonNode alert) {
    return Set.of("CALLING", "COVERED", "ESCALATED").contains(alert.path("status").asString(""));
  }

  static boolean hasHelp(JsonNode alert) {
    return alert
        .path("tasks")
        .valueStream()
        .map(task -> task.path("state").asString(""))
        .anyMatch(state -> state.equals("ON_SCENE") || state.equals("COMPLETED"));
  }

  /**
   * @param end when it is to end; null: nobody has come yet
   * @param own the exercise's account
   */
  static boolean isOver(JsonNode alert, @Nullable Instant end, Instant now, String own) {
    Instant issued = Instant.parse(alert.path("issuedAt").asString(""));
    String lead = alert.at("/lead/account").asString(own);
    if (!lead.equals(own)) {
      return now.isAfter(issued.plus(LED_BY_A_DESK));
    }
    return end == null ? now.isAfter(issued.plus(WITHOUT_HELP)) : !now.isBefore(end);
  }

  private void resolve(JsonNode alert) throws IOException, InterruptedException {
    Outcome outcome =
        hasHelp(alert)
            ? IncidentKind.of(alert.path("category").asString("")).outcome(random)
            : Outcome.NOT_FOUND;
    Reply reply =
        control.post(
            targets.dispatch(),
            "/api/alerts/" + alert.path("id").asString("") + "/resolution",
            Map.of("outcome", outcome.name(), "note", Town.says("desk.outcome." + outcome)));
    if (reply.isDone()) {
      say.accept(
          texts.get(
              "exercise.resolved",
              alert.path("number").asString(""),
              texts.get("exercise.outcome." + outcome)));
    }
  }

  private void note(String alertId) throws IOException, InterruptedException {
    if (open.contains(alertId)) {
      var unused =
          control.post(
              targets.dispatch(),
              "/api/alerts/" + alertId + "/notes",
              Map.of("text", Town.says("desk.note." + (1 + random.nextInt(NOTE_TEXTS)))));
    }
  }

  /** All that are the exercise's, known or not: one that was broken off leaves some behind. */
  void endAll() throws IOException, InterruptedException {
    Reply running =
        control.get(targets.dispatch(), "/api/alerts?status=OPEN&limit=200&jurisdiction=3203");
    for (JsonNode alert : running.body().path("items")) {
      if (alert.path("issuedBy").asString("").equals(control.subject())) {
        var unused =
            control.post(
                targets.dispatch(),
                "/api/alerts/" + alert.path("id").asString("") + "/cancellation",
                Map.of("reason", Town.says("desk.over")));
      }
    }
    open.clear();
  }
}
