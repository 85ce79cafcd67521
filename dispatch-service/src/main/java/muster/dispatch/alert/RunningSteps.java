package muster.dispatch.alert;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent.AlertIssued;
import muster.contracts.dispatch.DispatchEvent.MessageSent;
import muster.contracts.dispatch.Shortfall;
import muster.dispatch.alert.AlertState.Running;
import org.jspecify.annotations.Nullable;

/** The running alert with some parts changed; one event, so one version further. */
final class RunningSteps {
  private final Running before;
  private AlertIssued issued;
  private AlertDetails details;
  private int detailsVersion;
  private int wave;
  private double widestMeters;
  private @Nullable Instant answerBy;
  private List<Shortfall> shortfalls;
  private final LinkedHashMap<UUID, Task> tasks;
  private Set<UUID> clues;
  private @Nullable Instant coveredAt;
  private @Nullable Escalation escalation;
  private int lookedAgain;
  private boolean deliveryDoubtful;
  private DeskWork desk;
  private SentMessages messages;

  RunningSteps(Running before) {
    this.before = before;
    issued = before.issued();
    details = before.details();
    detailsVersion = before.detailsVersion();
    wave = before.wave();
    widestMeters = before.widestMeters();
    answerBy = before.answerBy();
    shortfalls = before.shortfalls();
    tasks = new LinkedHashMap<>(before.tasks());
    clues = before.clues();
    coveredAt = before.coveredAt();
    escalation = before.escalation();
    lookedAgain = before.lookedAgain();
    deliveryDoubtful = before.deliveryDoubtful();
    desk = before.desk();
    messages = before.messages();
  }

  RunningSteps terms(Category category, CallOutTerms terms) {
    issued =
        new AlertIssued(
            issued.alertId(),
            issued.at(),
            issued.by(),
            issued.origin(),
            category,
            issued.details(),
            issued.jurisdiction(),
            terms,
            issued.number(),
            issued.exercise());
    detailsVersion++;
    return this;
  }

  RunningSteps desk(UnaryOperator<DeskWork> change) {
    desk = change.apply(desk);
    return this;
  }

  RunningSteps details(AlertDetails newDetails) {
    details = newDetails;
    detailsVersion++;
    return this;
  }

  RunningSteps wave(
      int number, double radiusMeters, Instant itsAnswerBy, List<Shortfall> itsShortfalls) {
    wave = number;
    widestMeters = Math.max(widestMeters, radiusMeters);
    answerBy = itsAnswerBy;
    shortfalls = itsShortfalls;
    return this;
  }

  RunningSteps lookedAgain(boolean again) {
    lookedAgain += again ? 1 : 0;
    return this;
  }

  RunningSteps task(Task task) {
    tasks.put(task.id(), task);
    return this;
  }

  RunningSteps eachTask(UnaryOperator<Task> change) {
    tasks.replaceAll((id, task) -> change.apply(task));
    return this;
  }

  RunningSteps clue(UUID clueId) {
    clues = new HashSet<>(clues);
    clues.add(clueId);
    return this;
  }

  RunningSteps coveredAt(@Nullable Instant at) {
    coveredAt = at;
    return this;
  }

  RunningSteps escalation(Escalation now) {
    escalation = now;
    return this;
  }

  RunningSteps message(MessageSent sent) {
    messages = messages.with(sent);
    return this;
  }

  RunningSteps deliveryDoubtful() {
    deliveryDoubtful = true;
    return this;
  }

  Running done() {
    return new Running(
        issued,
        before.opening(),
        details,
        detailsVersion,
        wave,
        widestMeters,
        answerBy,
        shortfalls,
        tasks,
        clues,
        coveredAt,
        escalation,
        lookedAgain,
        deliveryDoubtful,
        desk,
        messages,
        before.times(),
        before.version() + 1);
  }
}
