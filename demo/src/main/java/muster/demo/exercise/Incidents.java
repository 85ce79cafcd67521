package muster.demo.exercise;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import muster.demo.exercise.Account.Reply;
import muster.demo.story.DemoTargets;
import muster.demo.terminal.TerminalTexts;

/**
 * Something happens now and then. A resident reports it, which an officer at a desk may triage; if
 * none does in some minutes, the exercise's own does. Or the exercise issues an alert itself. Its
 * own alerts it also ends ({@link Endings}). Nothing new happens while enough of it is open.
 */
final class Incidents {
  static final int MOST_ALERTS = 6;
  static final int MOST_REPORTS = 8;

  private static final Duration FIRST_WITHIN = Duration.ofSeconds(45);
  private static final double REPORTED = 0.6;
  private static final double TRIAGED_TO_ALERT = 0.6;
  private static final Duration LEFT_FOR_DESKS = Duration.ofMinutes(4);
  private static final Duration LEFT_AT_MOST = Duration.ofMinutes(9);
  private static final Duration LOOKED_AT_AGAIN = Duration.ofMinutes(2);

  /** Somebody may have a report open and think, but not for good. */
  private static final int MOST_LOOKS = 10;

  private static final int RESIDENTS = 40;

  private final Agenda agenda;
  private final DemoTargets targets;
  private final TerminalTexts texts;
  private final Account control;
  private final Function<Incident, Account> resident;
  private final List<Incident.Scene> scenes;
  private final Endings endings;
  private final Random random;
  private final Consumer<String> say;
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();

  /**
   * @param control issues, triages and ends
   * @param resident who reports an incident
   */
  Incidents(
      Agenda agenda,
      DemoTargets targets,
      TerminalTexts texts,
      Account control,
      Function<Incident, Account> resident,
      List<Incident.Scene> scenes,
      Clock clock,
      Random random,
      Consumer<String> say) {
    this.agenda = agenda;
    this.targets = targets;
    this.texts = texts;
    this.control = control;
    this.resident = resident;
    this.scenes = List.copyOf(scenes);
    this.random = random;
    this.say = say;
    this.endings = new Endings(agenda, targets, texts, control, clock, random, say);
  }

  /** Of a number of residents, so that an account does not report too much. */
  static String residentNamed(int number) {
    return "exercise-resident-" + Math.floorMod(number, RESIDENTS);
  }

  /** The first one soon: who has just opened a page is not to wait for it. */
  void begin(double perHour) {
    if (perHour > 0) {
      Duration mean = Duration.ofMillis((long) (Duration.ofHours(1).toMillis() / perHour));
      agenda.in(
          Behaviour.between(FIRST_WITHIN.dividedBy(3), FIRST_WITHIN, random), () -> next(mean));
    }
  }

  int waitingReports() {
    return waiting.size();
  }

  int openAlerts() {
    return endings.open();
  }

  private void next(Duration mean) throws IOException, InterruptedException {
    try {
      happen(Incident.next(scenes, random));
    } finally {
      agenda.in(Behaviour.exponential(mean, random), () -> next(mean));
    }
  }

  private void happen(Incident incident) throws IOException, InterruptedException {
    if (random.nextDouble() < REPORTED && waiting.size() < MOST_REPORTS) {
      report(incident);
    } else if (endings.open() < MOST_ALERTS) {
      Reply issued =
          control.post(
              targets.dispatch(),
              "/api/alerts",
              incident.asAlert(),
              "Idempotency-Key",
              UUID.randomUUID().toString());
      complain(issued);
    }
  }

  private void report(Incident incident) throws IOException, InterruptedException {
    Reply reply =
        resident.apply(incident).post(targets.reports(), "/api/reports", incident.asReport());
    if (complain(reply)) {
      return;
    }
    String id = reply.body().path("id").asString("");
    waiting.add(id);
    say.accept(texts.get("exercise.reported", incident.report()));
    Duration left = Behaviour.between(LEFT_FOR_DESKS, LEFT_AT_MOST, random);
    agenda.in(left, () -> triage(id, incident, MOST_LOOKS));
  }

  /** Unless a desk has done it, or is about to. */
  private void triage(String id, Incident incident, int looks)
      throws IOException, InterruptedException {
    Reply seen = control.get(targets.reports(), "/api/reports/" + id);
    String claimed = seen.body().at("/claim/account").asString("");
    boolean held = !claimed.isEmpty() && looks > 0;
    boolean full = endings.open() >= MOST_ALERTS && looks > 0;
    if (seen.isWorthRepeating() || held || full) {
      agenda.in(LOOKED_AT_AGAIN, () -> triage(id, incident, looks - 1));
      return;
    }
    waiting.remove(id);
    if (seen.body().path("status").asString("").equals("SUBMITTED")) {
      boolean alert = random.nextDouble() < TRIAGED_TO_ALERT && !full;
      complain(
          control.post(
              targets.reports(),
              "/api/reports/" + id + "/triage",
              alert
                  ? incident.asTriage()
                  : Map.of("decision", "ANSWER", "answer", Town.says("desk.answer"))));
    }
  }

  /**
   * Of an alert on the stream: the exercise's own are ended by it, others by who has issued them.
   */
  void isIssued(PushService.Issued alert) {
    say.accept(texts.get("exercise.issued", alert.number(), alert.headline()));
    if (alert.by().equals(control.subject())) {
      endings.watch(alert.alertId());
    }
  }

  /** A refusal here is a mistake of ours, or of a service. */
  private boolean complain(Reply reply) {
    if (!reply.isDone()) {
      say.accept(texts.get("exercise.refused", reply.status(), reply.body().toString()));
    }
    return !reply.isDone();
  }

  /** When the exercise ends, and when it begins after one that was broken off. */
  void clearUp() throws IOException, InterruptedException {
    endings.endAll();
    Reply reports =
        control.get(targets.reports(), "/api/reports?status=SUBMITTED&limit=200&jurisdiction=3203");
    for (var report : reports.body().path("items")) {
      if (report.path("submittedBy").asString("").startsWith("exercise-resident-")) {
        complain(
            control.post(
                targets.reports(),
                "/api/reports/" + report.path("id").asString("") + "/triage",
                Map.of("decision", "ANSWER", "answer", Town.says("desk.over"))));
      }
    }
    waiting.clear();
  }
}
