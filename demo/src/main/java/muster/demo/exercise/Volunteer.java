package muster.demo.exercise;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import muster.contracts.place.GeoPoint;
import muster.demo.exercise.Account.Reply;
import muster.demo.exercise.Behaviour.Answer;
import muster.demo.exercise.Errand.Stage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Somebody on duty with a phone: patrols, hears of a call, looks, says yes or no, goes there, tells
 * what there is to see. While the phone is offline nothing is heard and nothing sent; it catches up
 * when it is back, as an app does.
 */
final class Volunteer {
  private static final Duration LOOKS_AROUND = Duration.ofSeconds(10);
  private static final Duration REPORTED_ON_PATROL = Duration.ofSeconds(60);
  private static final Duration TRIED_AGAIN = Duration.ofSeconds(15);
  private static final Duration STAYS_AT_LEAST = Duration.ofMinutes(25);
  private static final Duration STAYS_AT_MOST = Duration.ofMinutes(40);
  private static final double CLUES = 0.35;

  /** What all volunteers of an exercise share. */
  record Setting(Agenda agenda, Clock clock) {}

  private final Setting setting;
  private final Phone phone;
  private final RandomGenerator random;
  private final double acceptance;
  private final Walker walker;
  private Instant reportedAt = Instant.EPOCH;
  private boolean offline;
  private @Nullable Errand errand;

  /** Tasks that wait for an answer, and their alerts. */
  private final Map<String, String> open = new HashMap<>();

  /**
   * @param random several threads draw from it
   */
  Volunteer(Setting setting, Phone phone, Beat beat, Random random) {
    this.setting = setting;
    this.phone = phone;
    this.random = random;
    this.acceptance = Behaviour.acceptance(random);
    double speed = Behaviour.speed(Behaviour.hasEBike(random), random);
    this.walker = new Walker(beat, speed, random, setting.clock());
  }

  /**
   * Goes on duty.
   *
   * @param within all of a town do not do so at the same moment
   */
  void begin(Duration within) {
    Duration first = Behaviour.between(Duration.ZERO, within.plusMillis(1), random);
    setting.agenda().in(first, this::look);
    setting.agenda().in(first.plus(Behaviour.online(random)), this::goOffline);
  }

  synchronized boolean isOffline() {
    return offline;
  }

  synchronized boolean isOnErrand() {
    return errand != null;
  }

  // --- where somebody is

  /** From time to time: walks on, and says where that is. */
  private void look() throws IOException, InterruptedException {
    try {
      boolean due;
      synchronized (this) {
        if (errand == null || !errand.isAway()) {
          walker.patrol();
        }
        due = !offline && !now().isBefore(reportedAt.plus(pace()));
      }
      if (due) {
        reportPosition();
      }
    } finally {
      setting.agenda().in(LOOKS_AROUND, this::look);
    }
  }

  private Duration pace() {
    return errand != null && errand.stage() == Stage.UNDER_WAY ? LOOKS_AROUND : REPORTED_ON_PATROL;
  }

  private void reportPosition() throws IOException, InterruptedException {
    GeoPoint here = walker.here();
    synchronized (this) {
      reportedAt = now();
    }
    phone.reportPosition(here);
  }

  // --- the phone

  private void goOffline() {
    synchronized (this) {
      offline = true;
    }
    setting.agenda().in(Behaviour.offline(random), this::comeBack);
  }

  private void comeBack() throws IOException, InterruptedException {
    synchronized (this) {
      offline = false;
    }
    try {
      catchUp();
    } finally {
      setting.agenda().in(Behaviour.online(random), this::goOffline);
    }
  }

  private void catchUp() throws IOException, InterruptedException {
    Optional<List<JsonNode>> open = phone.openTasks();
    if (open.isEmpty()) {
      return;
    }
    synchronized (this) {
      if (errand != null && find(open.get(), errand.taskId()).isEmpty()) {
        goBack();
      }
    }
    for (JsonNode task : open.get()) {
      if (task.path("state").asString("").equals("OFFERED") && !isOnErrand()) {
        receive(task.path("id").asString(""), task.path("alertId").asString(""), null);
      }
    }
  }

  private static Optional<JsonNode> find(List<JsonNode> open, String taskId) {
    return open.stream().filter(task -> task.path("id").asString("").equals(taskId)).findFirst();
  }

  /** A message from the push service: there is a task for the team. */
  void isCalled(String taskId, String alertId, int call) {
    if (!isOffline()) {
      Duration onItsWay = Behaviour.between(Duration.ofMillis(150), Duration.ofMillis(900), random);
      setting.agenda().in(onItsWay, () -> receive(taskId, alertId, call));
    }
  }

  private void receive(String taskId, String alertId, @Nullable Integer call)
      throws IOException, InterruptedException {
    phone.receipt(taskId, "CONFIRMED", call);
    synchronized (this) {
      if (errand != null) {
        return;
      }
      open.put(taskId, alertId);
    }
    Answer answer = Behaviour.answer(acceptance, random);
    Duration after =
        switch (answer) {
          case Answer.Comes(Duration time) -> time;
          case Answer.CannotCome(Duration time) -> time;
          case Answer.SaysNothing(Duration time) -> time;
        };
    setting.agenda().in(after, () -> answer(taskId, call, answer));
  }

  // --- a call

  private void answer(String taskId, @Nullable Integer call, Answer answer)
      throws IOException, InterruptedException {
    synchronized (this) {
      if (!open.containsKey(taskId)) {
        return; // Stood down, before its owner has looked.
      }
      if (offline) {
        setting.agenda().in(TRIED_AGAIN, () -> answer(taskId, call, answer));
        return;
      }
      open.remove(taskId);
    }
    phone.receipt(taskId, "SEEN", call);
    switch (answer) {
      case Answer.Comes _ -> saysYes(taskId);
      case Answer.CannotCome _ -> {
        var unused = phone.act(taskId, "decline", Map.of("reason", oneOf("person.cannot", 4)));
      }
      case Answer.SaysNothing _ -> {
        // Too busy even to say so.
      }
    }
  }

  private void saysYes(String taskId) throws IOException, InterruptedException {
    Optional<JsonNode> task = phone.openTasks().flatMap(open -> find(open, taskId));
    if (task.isEmpty() || isOnErrand()) {
      return; // Over, or gone elsewhere meanwhile.
    }
    // On standby until the answer says more: whatever is heard meanwhile counts.
    Errand yes = Errand.of(task.get(), Stage.STANDBY);
    synchronized (this) {
      errand = yes;
    }
    long eta = walker.wayTo(yes.place()).takes().toSeconds();
    Reply reply = phone.act(taskId, "acknowledgement", Map.of("etaSeconds", eta));
    if (!reply.isDone()) {
      isOver(taskId);
    } else if (!reply.body().path("state").asString("").equals("STANDBY")) {
      isPromoted(taskId);
    }
  }

  /** The team is in: at once, or the standby moves up. */
  void isPromoted(String taskId) {
    synchronized (this) {
      if (errand == null || !errand.is(taskId, Stage.STANDBY)) {
        return;
      }
      errand = errand.at(Stage.COMES);
    }
    getReady(taskId);
  }

  private void getReady(String taskId) {
    Duration time = Behaviour.between(Duration.ofSeconds(15), Duration.ofSeconds(50), random);
    boolean comes = !Behaviour.withdraws(random);
    setting
        .agenda()
        .in(
            time,
            () -> {
              if (comes) {
                setOff(taskId);
              } else {
                withdraw(taskId);
              }
            });
  }

  private void withdraw(String taskId) throws IOException, InterruptedException {
    synchronized (this) {
      if (errand == null || !errand.is(taskId, Stage.COMES)) {
        return;
      }
    }
    var unused = phone.act(taskId, "withdrawal", Map.of("reason", oneOf("person.withdraws", 2)));
    isOver(taskId);
  }

  private void setOff(String taskId) throws IOException, InterruptedException {
    Way there;
    synchronized (this) {
      if (errand == null || !errand.is(taskId, Stage.COMES)) {
        return;
      }
      if (offline) {
        setting.agenda().in(TRIED_AGAIN, () -> setOff(taskId));
        return;
      }
      there = walker.wayTo(errand.place());
    }
    if (!tellProgress(taskId, "EN_ROUTE", () -> setOff(taskId))) {
      return;
    }
    synchronized (this) {
      if (errand == null || !errand.is(taskId, Stage.COMES)) {
        return;
      }
      errand = errand.at(Stage.UNDER_WAY);
      walker.take(there);
    }
    setting.agenda().in(there.takes(), () -> arrive(taskId));
  }

  private void arrive(String taskId) throws IOException, InterruptedException {
    synchronized (this) {
      if (errand == null || !errand.is(taskId, Stage.UNDER_WAY)) {
        return;
      }
      if (offline) {
        setting.agenda().in(TRIED_AGAIN, () -> arrive(taskId));
        return;
      }
    }
    if (!tellProgress(taskId, "ON_SCENE", () -> arrive(taskId))) {
      return;
    }
    synchronized (this) {
      if (errand == null || !errand.is(taskId, Stage.UNDER_WAY)) {
        return;
      }
      errand = errand.at(Stage.THERE);
    }
    reportPosition();
    if (random.nextDouble() < CLUES) {
      Duration looking = Behaviour.between(Duration.ofSeconds(20), Duration.ofMinutes(2), random);
      setting.agenda().in(looking, () -> tellClue(taskId));
    }
    // Of an alert that nobody ends. One that is ended sends people home before.
    Duration staying = Behaviour.between(STAYS_AT_LEAST, STAYS_AT_MOST, random);
    setting.agenda().in(staying, () -> leave(taskId));
  }

  /**
   * @param again for when the service has no time now
   * @return whether it is said; of what is refused nothing more comes
   */
  private boolean tellProgress(String taskId, String state, Agenda.Step again)
      throws IOException, InterruptedException {
    Reply reply = phone.act(taskId, "progress", Map.of("state", state));
    if (reply.isWorthRepeating()) {
      setting.agenda().in(TRIED_AGAIN, again);
    } else if (!reply.isDone()) {
      isOver(taskId);
    }
    return reply.isDone();
  }

  private void tellClue(String taskId) throws IOException, InterruptedException {
    Errand here;
    synchronized (this) {
      here = errand;
      if (here == null || !here.is(taskId, Stage.THERE) || offline) {
        return;
      }
    }
    phone.sendClue(here, oneOf("person.clue", 4));
  }

  private void leave(String taskId) throws IOException, InterruptedException {
    synchronized (this) {
      if (errand == null || !errand.is(taskId, Stage.THERE)) {
        return;
      }
    }
    var unused = phone.act(taskId, "completion", Map.of("note", oneOf("person.done", 2)));
    isOver(taskId);
  }

  /** This task is nobody's any more, or not this person's. */
  synchronized void isOver(String taskId) {
    open.remove(taskId);
    if (errand != null && errand.taskId().equals(taskId)) {
      goBack();
    }
  }

  synchronized void isAlertOver(String alertId) {
    open.values().removeIf(alertId::equals);
    if (errand != null && errand.alertId().equals(alertId)) {
      goBack();
    }
  }

  /** What was to come next was about the old task, so it is planned anew. */
  void isPassedOn(String taskId, String intoAlertId, String intoTaskId) {
    Errand goesOn;
    synchronized (this) {
      if (errand == null || !errand.taskId().equals(taskId)) {
        return;
      }
      goesOn = errand.passedOn(intoAlertId, intoTaskId);
      errand = goesOn;
    }
    switch (goesOn.stage()) {
      case STANDBY -> {
        // Waits to be promoted there.
      }
      case COMES -> getReady(intoTaskId);
      case UNDER_WAY ->
          setting.agenda().in(walker.wayTo(goesOn.place()).takes(), () -> arrive(intoTaskId));
      case THERE -> setting.agenda().in(STAYS_AT_LEAST, () -> leave(intoTaskId));
    }
  }

  private void goBack() {
    errand = null;
    walker.goBack();
  }

  private String oneOf(String texts, int count) {
    return Town.says(texts + "." + (1 + random.nextInt(count)));
  }

  private Instant now() {
    return setting.clock().instant();
  }
}
