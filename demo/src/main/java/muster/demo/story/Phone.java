package muster.demo.story;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import muster.demo.stream.EventStream;
import muster.demo.terminal.TerminalTexts;

/**
 * A volunteer's app: a token of its own, an event stream of its own, receipts for what it gets, and
 * a person who answers for the team or only looks.
 */
final class Phone implements AutoCloseable {
  private static final String OFFERED = "task.offered.v1";

  /** Until it is known whose alert it is; the operator's stream has it at about the same time. */
  private static final Duration WHOSE = Duration.ofSeconds(5);

  private final String account;
  private final String teamId;
  private final boolean answersForTeam;
  private final DemoTargets targets;
  private final Api api;
  private final Supplier<Api> captain;
  private final Script script;
  private final TerminalTexts texts;
  private final OwnAlerts own;
  private final Troubles troubles;
  private final ReceivedEvents events = new ReceivedEvents(this::react);
  private final EventStream stream;
  private final Map<String, Instant> received = new ConcurrentHashMap<>();

  /** Observed of what went wrong on a phone's own threads, where nobody could catch it. */
  interface Troubles {
    void report(RuntimeException trouble);
  }

  Phone(
      HttpClient client,
      DemoTargets targets,
      String account,
      String teamId,
      boolean answersForTeam,
      String captain,
      Script script,
      TerminalTexts texts,
      OwnAlerts own,
      Troubles troubles) {
    this.account = account;
    this.teamId = teamId;
    this.answersForTeam = answersForTeam;
    this.targets = targets;
    this.script = script;
    this.texts = texts;
    this.own = own;
    this.troubles = troubles;
    String token = targets.tokens().token(account, null, null);
    this.api = new Api(client, token);
    this.captain = () -> new Api(client, targets.tokens().token(captain, null, null));
    this.stream =
        new EventStream(
            client, URI.create(targets.notifications() + "/api/stream/me"), () -> token, events);
  }

  Phone connect() {
    stream.start("phone-" + account);
    return this;
  }

  boolean awaitConnected(Duration atMost) {
    return events.awaitConnected(atMost);
  }

  String account() {
    return account;
  }

  String teamId() {
    return teamId;
  }

  boolean answersForTeam() {
    return answersForTeam;
  }

  /** When the bytes of the task's offer had arrived here; empty if they never did. */
  Optional<Instant> receivedAt(String taskId) {
    return Optional.ofNullable(received.get(taskId));
  }

  Optional<ReceivedEvent> await(String type, String taskId, Duration atMost) {
    return events.await(
        seen -> seen.is(type) && taskId.equals(seen.message().path("taskId").asString("")), atMost);
  }

  void withdraw(String taskId, String reason) {
    var unused =
        api.post(
            targets.dispatch(), "/api/tasks/" + taskId + "/withdrawal", Map.of("reason", reason));
  }

  void progress(String taskId, String state) {
    var unused =
        api.post(targets.dispatch(), "/api/tasks/" + taskId + "/progress", Map.of("state", state));
  }

  /** Returns the id of the report. */
  String sendClue(String alertId, String text, Map<String, ?> location) {
    return api.post(
            targets.reports(),
            "/api/reports",
            Map.of("category", "THEFT", "text", text, "location", location, "alertId", alertId))
        .path("id")
        .asString("");
  }

  @Override
  public void close() {
    stream.close();
  }

  private void react(ReceivedEvent seen) {
    if (!seen.is(OFFERED)) {
      return;
    }
    String taskId = seen.text("taskId");
    // The stream says at each connection what is open; the first time counts.
    if (received.putIfAbsent(taskId, seen.receivedAt()) != null) {
      return;
    }
    Thread.ofVirtual()
        .name("person-" + account)
        .start(
            () -> {
              try {
                answer(taskId, seen);
              } catch (StoryBroken broken) {
                troubles.report(broken);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /**
   * Of somebody else's alert not even a receipt: who believes that a device has it waits for an
   * answer that never comes.
   */
  private void answer(String taskId, ReceivedEvent offer) throws InterruptedException {
    if (!own.awaitContains(UUID.fromString(offer.text("alertId")), WHOSE)) {
      return;
    }
    int call = offer.event().path("call").asInt(1);
    receipt(taskId, "CONFIRMED", call);
    // Nobody goes out for a test alarm.
    boolean real =
        offer.message().at("/alert/category").asString("").equals(StoryRequests.CATEGORY);
    if (!answersForTeam || !real) {
      return;
    }
    int wave = offer.event().path("wave").asInt();
    switch (script.next(wave, offer.event().hasNonNull("replaces"))) {
      case Script.Reaction.Acknowledges(Duration after, int etaSeconds) -> {
        look(taskId, call, after);
        task(taskId, "acknowledgement", Map.of("etaSeconds", etaSeconds));
      }
      case Script.Reaction.Declines(Duration after, String reason) -> {
        look(taskId, call, after);
        // One member's no is not the team's: the captain gives it for all.
        var unused =
            captain
                .get()
                .post(
                    targets.dispatch(),
                    "/api/tasks/" + taskId + "/decline",
                    Map.of("reason", texts.get(reason), "forTeam", true));
      }
      case Script.Reaction.Hesitates(Duration after) -> look(taskId, call, after);
      case Script.Reaction.DoesNotLook _ -> {
        // The phone has it; its owner has not.
      }
    }
  }

  private void look(String taskId, int call, Duration after) throws InterruptedException {
    Thread.sleep(after); // its owner hesitates, as the script says
    receipt(taskId, "SEEN", call);
  }

  private void receipt(String taskId, String status, int call) {
    var unused =
        api.post(
            targets.notifications(),
            "/api/receipts",
            Map.of("taskId", taskId, "status", status, "call", call));
  }

  private void task(String taskId, String action, Map<String, ?> body) {
    var unused = api.post(targets.dispatch(), "/api/tasks/" + taskId + "/" + action, body);
  }

  @Override
  public String toString() {
    return account + " of " + teamId;
  }
}
