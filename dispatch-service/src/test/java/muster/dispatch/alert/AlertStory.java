package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.AlertOrigin;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.TaskEvent;
import muster.contracts.dispatch.Outcome;
import muster.contracts.dispatch.PickReason;
import muster.contracts.dispatch.Severity;
import muster.contracts.dispatch.Shortfall;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alert.AlertCommand.Acknowledge;
import muster.dispatch.alert.AlertCommand.Complete;
import muster.dispatch.alert.AlertCommand.Decline;
import muster.dispatch.alert.AlertCommand.Progress;
import muster.dispatch.alert.AlertCommand.RecordReceipt;
import muster.dispatch.alert.AlertCommand.Withdraw;
import muster.dispatch.alert.AlertState.Issued;
import muster.dispatch.team.Pick;
import muster.dispatch.team.Search;
import muster.dispatch.team.Selection;
import org.jspecify.annotations.Nullable;

/**
 * A call-out told in steps: teams are named by their villages and found in the order given, time is
 * moved by hand, and a state is one line.
 */
final class AlertStory {
  static final Instant START = Instant.parse("2022-03-12T08:00:00Z");
  static final UUID ALERT = UUID.fromString("00000000-0000-7000-8000-000000000017");
  static final String XIZHU_VILLAGE = "320371003209";

  static final AlertDetails DETAILS =
      new AlertDetails(
          Severity.MODERATE,
          "Stolen e-bike, heading west",
          "Red Yadea, no plate",
          new GeoPoint(34.2857, 117.3726),
          "Xizhu, by the village gate");

  private AlertState state = AlertState.notIssued();
  private Instant now = START;
  private CallOutTerms terms = terms(2, 0, 3, 3);
  private String jurisdiction = XIZHU_VILLAGE;
  private List<String> teams = List.of();
  private final Set<String> busy = new HashSet<>();
  private final List<DispatchEvent> history = new ArrayList<>();
  private final List<CallOut> callOuts = new ArrayList<>();
  private List<DispatchEvent> happened = List.of();
  private Decision answer = PendingDecision.nothing();
  private @Nullable Instant nextLook;
  private int nextId = 1;

  static CallOutTerms terms(int needed, int standby, int waveSize, int waves) {
    return new CallOutTerms(
        needed,
        standby,
        waveSize,
        1,
        1_000,
        2,
        waves,
        Duration.ofSeconds(60),
        Duration.ofSeconds(5),
        Duration.ofMinutes(10),
        Duration.ofHours(2),
        Set.of(),
        false);
  }

  static AlertStory needing(int teams, String... nearestFirst) {
    AlertStory story = new AlertStory();
    story.terms = terms(teams, 0, 3, 3);
    story.teams = List.of(nearestFirst);
    return story;
  }

  AlertStory under(CallOutTerms otherTerms) {
    terms = otherTerms;
    return this;
  }

  AlertStory in(String code) {
    jurisdiction = code;
    return this;
  }

  AlertStory issued() {
    return does(
        new AlertCommand.Issue(
            ALERT,
            "officer",
            AlertOrigin.commandCenter(),
            Category.THEFT,
            DETAILS,
            new JurisdictionCode(jurisdiction),
            terms));
  }

  AlertStory after(long seconds) {
    now = now.plusSeconds(seconds);
    return this;
  }

  /** Gives the commands of all timers whose time has come, as the scheduler would. */
  AlertStory fastForward(long seconds) {
    Instant until = now.plusSeconds(seconds);
    for (int i = 0; i < 1_000; i++) {
      Deadline next =
          state.deadlines().stream()
              .filter(deadline -> !at(deadline).isAfter(until))
              .min((a, b) -> at(a).compareTo(at(b)))
              .orElse(null);
      if (next == null) {
        now = until;
        return this;
      }
      now = at(next).isAfter(now) ? at(next) : now;
      if (next instanceof Deadline.LookAgain) {
        nextLook = now.plus(Deadline.LookAgain.EVERY);
      }
      does(
          switch (next) {
            case Deadline.ReachDeadline reach -> reach.command(now, deliveries());
            case Deadline.LookAgain look -> look.command(deliveries());
            case Deadline.WaveDeadline wave -> wave.command();
            case Deadline.Expiry expiry -> expiry.command();
          });
    }
    throw new AssertionError("timers that never end: " + state.deadlines());
  }

  /** As the database would say, if this were the only alert. */
  private Deliveries deliveries() {
    Instant since = now.minusSeconds(Deliveries.WINDOW_SECONDS + 5);
    List<Task> called =
        tasks().stream()
            .filter(task -> task.offeredAt().isAfter(since))
            .filter(task -> task.reached() || task.state() == TaskState.UNREACHED)
            .toList();
    return new Deliveries(
        12, called.size(), (int) called.stream().filter(task -> !task.reached()).count());
  }

  private Instant at(Deadline deadline) {
    return deadline instanceof Deadline.LookAgain && nextLook != null ? nextLook : deadline.at();
  }

  /** From now on a search finds them, too. */
  AlertStory onDuty(String... more) {
    List<String> all = new ArrayList<>(teams);
    all.addAll(List.of(more));
    teams = List.copyOf(all);
    return this;
  }

  AlertStory acknowledges(String team) {
    return does(new Acknowledge(taskId(team), team, 240));
  }

  AlertStory acknowledge(String... many) {
    for (String team : many) {
      acknowledges(team);
    }
    return this;
  }

  AlertStory declines(String team) {
    return does(new Decline(taskId(team), team, "at work"));
  }

  AlertStory withdraws(String team) {
    return does(new Withdraw(taskId(team), team, "flat tyre"));
  }

  AlertStory isEnRoute(String team) {
    return does(new Progress(taskId(team), team, Progress.Stage.EN_ROUTE));
  }

  AlertStory isOnScene(String team) {
    return does(new Progress(taskId(team), team, Progress.Stage.ON_SCENE));
  }

  AlertStory completes(String team) {
    return does(new Complete(taskId(team), team, "done"));
  }

  AlertStory confirms(String team) {
    return does(new RecordReceipt(taskId(team), "v-" + team, task(team).call(), true));
  }

  AlertStory opensAWaveByHand() {
    return does(new AlertCommand.OpenNextWave("dispatcher", null));
  }

  AlertStory isResolved() {
    return does(new AlertCommand.Resolve("officer", Outcome.FOUND, "bike found"));
  }

  AlertStory isCancelled() {
    return does(new AlertCommand.Cancel("officer", "false report"));
  }

  /** Decides and applies, and answers each call-out in turn, as the service does. */
  AlertStory does(AlertCommand command) {
    happened = new ArrayList<>();
    answer = AlertDecider.decide(state, command, now);
    Decision decision = answer;
    for (int i = 0; i < 100; i++) {
      switch (decision) {
        case Decision.Rejected rejected -> {
          return this;
        }
        case Decision.Accepted accepted -> {
          for (DispatchEvent event : accepted.events()) {
            state = state.evolve(event);
            history.add(event);
            happened.add(event);
          }
          if (accepted.callOut().isEmpty()) {
            assertThat(AlertState.replay(history)).isEqualTo(state);
            return this;
          }
          CallOut callOut = accepted.callOut().get();
          callOuts.add(callOut);
          decision = AlertDecider.decide(state, found(callOut), now);
        }
      }
    }
    throw new AssertionError("call-outs that never end");
  }

  private AlertCommand.CallTeams found(CallOut callOut) {
    Search search = callOut.search();
    List<Pick> picks =
        teams.stream()
            .filter(team -> !search.alreadyCalled().contains(team) && !busy.contains(team))
            .limit(search.teams())
            .map(team -> new Pick(team, "Team " + team, reason(teams.indexOf(team) + 1)))
            .toList();
    int missing = search.teams() - picks.size();
    List<Shortfall> shortfalls =
        missing == 0
            ? List.of()
            : List.of(new Shortfall(Shortfall.Cause.NOBODY_IN_RADIUS, missing));
    List<UUID> ids = picks.stream().map(pick -> new UUID(0x7000, nextId++)).toList();
    return new AlertCommand.CallTeams(callOut, new Selection(picks, shortfalls), ids);
  }

  static PickReason reason(int rank) {
    return new PickReason(rank * 100.0, rank * 43L, PickReason.From.BASE, null, 1, rank);
  }

  AlertStory onOtherAlert(String team) {
    busy.add(team);
    return this;
  }

  /** {@code "#17 COVERED | xizhu ACK 4s | liyi STANDBY 1 9s"}, times since the issue. */
  AlertStory expect(String line) {
    assertThat(line()).isEqualTo(line);
    return this;
  }

  String line() {
    return switch (state) {
      case AlertState.NotIssued notIssued -> "NOT ISSUED";
      case Issued issued ->
          "#17 "
              + issued.status()
              + issued.tasks().values().stream()
                  .map(AlertStory::line)
                  .collect(Collectors.joining(" | ", " | ", ""));
    };
  }

  private static String line(Task task) {
    String shown = task.state() == TaskState.ACKNOWLEDGED ? "ACK" : task.state().toString();
    String rank = task.rank() == null ? "" : " " + task.rank();
    long seconds = Duration.between(START, task.changedAt()).toSeconds();
    String time = seconds >= 60 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    return task.teamId() + " " + shown + rank + (seconds == 0 ? "" : " " + time);
  }

  /** The events of the last step, such as {@code "TaskPromoted liyi"}. */
  AlertStory happened(String... expected) {
    assertThat(happened.stream().map(AlertStory::line)).containsExactly(expected);
    return this;
  }

  AlertStory nothingHappened() {
    assertThat(answer).isEqualTo(PendingDecision.nothing());
    return this;
  }

  AlertStory isRefused(Rejection rejection) {
    assertThat(answer).isEqualTo(new Decision.Rejected(rejection));
    return this;
  }

  private static String line(DispatchEvent event) {
    String name = event.getClass().getSimpleName();
    return switch (event) {
      case DispatchEvent.WaveOpened wave -> name + " " + wave.wave() + " " + wave.trigger();
      case DispatchEvent.WaveOpenedV2 wave -> "WaveOpened " + wave.wave() + " " + wave.trigger();
      case DispatchEvent.AlertEscalated up -> name + " " + up.from() + " " + up.to();
      case DispatchEvent.AlertUncovered uncovered -> name + " " + uncovered.missing();
      case DispatchEvent.TaskPutOnStandby standby ->
          name + " " + standby.teamId() + " " + standby.rank();
      case TaskEvent task -> name + " " + task.teamId();
      case DispatchEvent other -> name;
    };
  }

  UUID taskId(String team) {
    return tasks().stream()
        .filter(task -> task.teamId().equals(team))
        .findAny()
        .orElseThrow(() -> new AssertionError(team + " was not called: " + line()))
        .id();
  }

  Task task(String team) {
    return issuedState().tasks().getOrDefault(taskId(team), tasks().getFirst());
  }

  List<Task> tasks() {
    return List.copyOf(issuedState().tasks().values());
  }

  Issued issuedState() {
    return (Issued) state;
  }

  AlertState state() {
    return state;
  }

  Instant now() {
    return now;
  }

  List<DispatchEvent> history() {
    return history;
  }

  CallOut lastCallOut() {
    return callOuts.getLast();
  }

  List<String> deadlines() {
    return state.deadlines().stream()
        .map(
            deadline ->
                Arrays.asList(deadline.key().split(":", 2)).getFirst()
                    + " "
                    + Duration.between(START, deadline.at()).toSeconds()
                    + "s")
        .toList();
  }
}
