package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.AlertOrigin;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered;
import muster.contracts.dispatch.DispatchEvent.MemberLeft;
import muster.contracts.dispatch.DispatchEvent.TaskEvent;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAsked.Kind;
import muster.contracts.dispatch.DispatchEvent.TaskUnstaffed;
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
import muster.dispatch.team.Staffing;
import org.jspecify.annotations.Nullable;

/**
 * A call-out told in steps: teams are named by their villages and found in the order given, time is
 * moved by hand, and a state is one line.
 */
final class AlertStory {
  static final Instant START = Instant.parse("2022-03-12T08:00:00Z");
  static final UUID ALERT = UUID.fromString("00000000-0000-7000-8000-000000000017");
  static final int NUMBER = 40_317;
  static final String XIZHU_VILLAGE = "320371003209";

  static final AlertDetails DETAILS =
      new AlertDetails(
          Severity.MODERATE,
          "Stolen e-bike, heading west",
          "Red Yadea, no plate",
          new GeoPoint(34.2857, 117.3726),
          "Xizhu, by the village gate");

  private static final Staffing SOMEBODY_THERE =
      new Staffing(false, List.of(new Staffing.Person("somebody", null, Staffing.Duty.ON, START)));

  private UUID alertId = ALERT;
  private AlertOrigin origin = AlertOrigin.commandCenter();
  private AlertState state = AlertState.notIssued();
  private Instant now = START;
  private CallOutTerms terms = terms(2, 0, 3, 3);
  private String jurisdiction = XIZHU_VILLAGE;
  private List<String> teams = List.of();
  private final Set<String> busy = new HashSet<>();
  private final Map<String, Staffing> staffing = new HashMap<>();
  private Set<String> onOtherAlert = Set.of();
  private final Map<String, Set<String>> available = new HashMap<>();
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

  /** Beside the one that stories are about else. */
  AlertStory as(UUID otherAlert) {
    alertId = otherAlert;
    return this;
  }

  AlertStory from(UUID report) {
    origin = AlertOrigin.report(report, START);
    return this;
  }

  AlertStory in(String code) {
    jurisdiction = code;
    return this;
  }

  AlertStory issued() {
    return does(
        new AlertCommand.Issue(
            alertId,
            "officer",
            origin,
            Category.THEFT,
            DETAILS,
            new JurisdictionCode(jurisdiction),
            terms,
            false,
            NUMBER));
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
            case Deadline.TellingAgain again -> again.command();
            case Deadline.Reminder reminder -> reminder.command();
            case Deadline.ResponseTarget target -> target.command();
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

  /** Its only member, named like the team. */
  AlertStory acknowledges(String team) {
    return comes(team, team, 240);
  }

  /** Ids of the members on duty; without this a team has one, named like the team. */
  AlertStory membersOnDuty(String team, String... members) {
    available.put(team, Set.of(members));
    return this;
  }

  AlertStory comes(String team, String member, @Nullable Integer etaSeconds) {
    return does(new Acknowledge(taskId(team), Respondent.inApp(member, member), etaSeconds));
  }

  AlertStory cannot(String team, String member) {
    return does(decline(team, member, false));
  }

  AlertStory answersForAll(String team, String captain) {
    return does(decline(team, captain, true));
  }

  private Decline decline(String team, String member, boolean forTeam) {
    return new Decline(
        taskId(team),
        Respondent.inApp(member, member),
        "at work",
        forTeam,
        available.getOrDefault(team, Set.of(team)));
  }

  AlertStory leaves(String team, String member) {
    Set<String> others = new HashSet<>(available.getOrDefault(team, Set.of(team)));
    others.remove(member);
    return does(new Withdraw(taskId(team), Respondent.inApp(member, member), "flat tyre", others));
  }

  AlertStory acknowledge(String... many) {
    for (String team : many) {
      acknowledges(team);
    }
    return this;
  }

  AlertStory declines(String team) {
    return cannot(team, team);
  }

  AlertStory withdraws(String team) {
    return leaves(team, team);
  }

  AlertStory isEnRoute(String team) {
    return does(new Progress(taskId(team), team, Progress.Stage.EN_ROUTE));
  }

  AlertStory isOnScene(String team) {
    return does(new Progress(taskId(team), team, Progress.Stage.ON_SCENE));
  }

  AlertStory asksForHelp(String team, Kind kind, @Nullable String text) {
    return does(new AlertCommand.AskForHelp(taskId(team), team, kind, text));
  }

  AlertStory helpIsInHand(String team, @Nullable Instant askedUntil) {
    return does(new AlertCommand.AcknowledgeHelp(taskId(team), "dispatcher", askedUntil));
  }

  AlertStory tellsAll(String text) {
    return does(new AlertCommand.SendMessage("dispatcher", text, null, null));
  }

  AlertStory tells(String team, String text) {
    return does(new AlertCommand.SendMessage("dispatcher", text, null, team));
  }

  AlertStory parentAccepts() {
    return does(new AlertCommand.AcceptEscalation("dispatcher of the parent"));
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

  AlertStory reopened() {
    return does(new AlertCommand.Reopen("officer", "not the same bike"));
  }

  AlertStory needs(int others) {
    Issued alert = issuedState();
    return becomes(alert.issued().category(), alert.issued().terms().withTeamsNeeded(others));
  }

  AlertStory becomes(Category category, CallOutTerms newTerms) {
    return does(
        new AlertCommand.UpdateDetails(
            "officer",
            issuedState().details(),
            new AlertCommand.NewTerms(category, newTerms),
            null));
  }

  AlertStory assigns(String team) {
    return does(
        new AlertCommand.AssignTeam("dispatcher", team, pick(team), new UUID(0x7001, nextId++)));
  }

  AlertStory callsAgain(String team) {
    return does(new AlertCommand.CallAgain(taskId(team), "dispatcher", pick(team)));
  }

  AlertStory standsDown(String team) {
    return does(new AlertCommand.StandDown(taskId(team), "dispatcher", "too far off"));
  }

  private static Pick pick(String team) {
    return new Pick(team, "Team " + team, reason(1));
  }

  AlertStory isCancelled() {
    return does(new AlertCommand.Cancel("officer", "false report"));
  }

  /** Decides and applies, and answers each call-out in turn, as the service does. */
  AlertStory does(AlertCommand command) {
    happened = new ArrayList<>();
    answer = decide(command);
    Decision decision = answer;
    for (int i = 0; i < 100; i++) {
      switch (decision) {
        case Decision.Rejected rejected -> {
          return this;
        }
        case Decision.RefusedAndKept kept -> {
          for (DispatchEvent event : kept.events()) {
            state = state.evolve(event);
            history.add(event);
            happened.add(event);
          }
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
            if (!needsPeople() && history.stream().noneMatch(TaskUnstaffed.class::isInstance)) {
              isTheSameWithoutTheMembersAnswers();
            }
            return this;
          }
          CallOut callOut = accepted.callOut().get();
          callOuts.add(callOut);
          decision = decide(found(callOut));
        }
      }
    }
    throw new AssertionError("call-outs that never end");
  }

  private Decision decide(AlertCommand command) {
    Set<UUID> unstaffed =
        AlertDecider.unstaffedStandbys(
            state, command, team -> staffing.getOrDefault(team, SOMEBODY_THERE));
    return AlertDecider.decide(state, command, now, unstaffed);
  }

  /** From now on, also when it is its turn; the alert is not woken. */
  AlertStory isStaffed(String team, Staffing.Person... people) {
    return isStaffed(team, new Staffing(false, List.of(people)));
  }

  AlertStory isDisbanded(String team) {
    return isStaffed(team, Staffing.DISBANDED);
  }

  private AlertStory isStaffed(String team, Staffing now) {
    staffing.put(team, now);
    return this;
  }

  /** From now on these come to another alert; this one is not woken. */
  AlertStory comeToAnotherAlert(String... members) {
    onOtherAlert = Set.of(members);
    return this;
  }

  /** The alert is woken by what is known of these teams. */
  AlertStory compares(String... changed) {
    Map<String, Staffing> teamsNow = new HashMap<>();
    for (String team : changed) {
      teamsNow.put(team, staffing.getOrDefault(team, SOMEBODY_THERE));
    }
    return does(new AlertCommand.CompareTeams(teamsNow, onOtherAlert));
  }

  /** As a history of the time before there were any. */
  private void isTheSameWithoutTheMembersAnswers() {
    assertThat(line(AlertState.replay(teamEvents(history)))).isEqualTo(line());
  }

  /** Then it is the members' answers that count, and there was no such alert before them. */
  private boolean needsPeople() {
    return state instanceof Issued issued && issued.issued().terms().peopleNeeded() != null;
  }

  private static List<DispatchEvent> teamEvents(List<DispatchEvent> events) {
    return events.stream()
        .filter(event -> !(event instanceof MemberAnswered || event instanceof MemberLeft))
        .toList();
  }

  private AlertCommand.CallTeams found(CallOut callOut) {
    Search search = callOut.search();
    List<Pick> picks = new ArrayList<>();
    int missing = search.people() == 0 ? search.teams() : search.people();
    for (String team : teams) {
      if (missing > 0 && !search.alreadyCalled().contains(team) && !busy.contains(team)) {
        Pick pick = new Pick(team, "Team " + team, reasonOf(team));
        picks.add(pick);
        missing -= search.people() == 0 ? 1 : pick.reason().membersOnDuty();
      }
    }
    List<Shortfall> shortfalls =
        missing <= 0
            ? List.of()
            : List.of(new Shortfall(Shortfall.Cause.NOBODY_IN_RADIUS, missing));
    List<UUID> ids = picks.stream().map(pick -> new UUID(0x7000, nextId++)).toList();
    return new AlertCommand.CallTeams(callOut, new Selection(picks, shortfalls), ids);
  }

  private PickReason reasonOf(String team) {
    PickReason reason = reason(teams.indexOf(team) + 1);
    return new PickReason(
        reason.distanceMeters(),
        reason.etaSeconds(),
        reason.from(),
        reason.positionAgeSeconds(),
        available.getOrDefault(team, Set.of(team)).size(),
        reason.rank());
  }

  static PickReason reason(int rank) {
    return new PickReason(rank * 100.0, rank * 43L, PickReason.From.BASE, null, 1, rank);
  }

  AlertStory onOtherAlert(String team) {
    busy.add(team);
    return this;
  }

  /** A search finds it no more. */
  AlertStory offDuty(String team) {
    busy.add(team);
    return this;
  }

  /** And now it does again. */
  AlertStory backOnDuty(String team) {
    busy.remove(team);
    return this;
  }

  /** {@code "#17 COVERED | xizhu ACK 4s | liyi STANDBY 1 9s"}, times since the issue. */
  AlertStory expect(String line) {
    assertThat(line()).isEqualTo(line);
    return this;
  }

  String line() {
    return line(state);
  }

  private static String line(AlertState state) {
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

  /**
   * The events of the last step, such as {@code "TaskPromoted liyi"}; what members said is asked
   * for with {@link #said}.
   */
  AlertStory happened(String... expected) {
    assertThat(teamEvents(happened).stream().map(AlertStory::line)).containsExactly(expected);
    return this;
  }

  /** The answers of the last step, such as {@code "m1 COMES 240"}. */
  AlertStory said(String... expected) {
    assertThat(
            happened.stream()
                .filter(MemberAnswered.class::isInstance)
                .map(event -> line((MemberAnswered) event)))
        .containsExactly(expected);
    return this;
  }

  private static String line(MemberAnswered said) {
    return said.volunteerId()
        + " "
        + said.answer()
        + (said.etaSeconds() == null ? "" : " " + said.etaSeconds());
  }

  /** {@code "m1 COMES 240, m2 CANNOT"}: the last answer of each member. */
  AlertStory answers(String team, String expected) {
    assertThat(
            task(team).answers().stream()
                .map(
                    answer ->
                        answer.volunteerId()
                            + " "
                            + answer.answer()
                            + (answer.etaSeconds() == null ? "" : " " + answer.etaSeconds()))
                .collect(Collectors.joining(", ")))
        .isEqualTo(expected);
    return this;
  }

  /** Who left the team with the last step. */
  AlertStory left(String... expected) {
    assertThat(
            happened.stream()
                .filter(MemberLeft.class::isInstance)
                .map(event -> ((MemberLeft) event).volunteerId()))
        .containsExactly(expected);
    return this;
  }

  AlertStory eta(String team, @Nullable Integer seconds) {
    assertThat(task(team).etaSeconds()).isEqualTo(seconds);
    return this;
  }

  AlertStory peopleComing(String... expected) {
    assertThat(issuedState().peopleComing()).containsExactly(expected);
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

  /** Refused, and yet this stands in the history. */
  AlertStory isRefusedAndKept(Rejection rejection, String... lines) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Decision.RefusedAndKept.class,
            kept -> assertThat(kept.rejection()).isEqualTo(rejection));
    return happened(lines);
  }

  private static String line(DispatchEvent event) {
    String name = event.getClass().getSimpleName();
    return switch (event) {
      case DispatchEvent.WaveOpened wave -> name + " " + wave.wave() + " " + wave.trigger();
      case DispatchEvent.WaveOpenedV2 wave -> "WaveOpened " + wave.wave() + " " + wave.trigger();
      case DispatchEvent.AlertEscalated up -> name + " " + up.from() + " " + up.to();
      case DispatchEvent.AlertUncovered uncovered ->
          name
              + " "
              + (uncovered.missingPeople() == null
                  ? uncovered.missing()
                  : uncovered.missingPeople() + " people");
      case DispatchEvent.EscalationToldAgain again -> name + " " + again.times();
      case DispatchEvent.EscalationAccepted accepted -> name + " " + accepted.to();
      case DispatchEvent.MessageSent sent ->
          name
              + " "
              + sent.recipients().stream()
                  .map(DispatchEvent.MessageSent.Recipient::teamId)
                  .collect(Collectors.joining(" "));
      case DispatchEvent.TaskPutOnStandby standby ->
          name + " " + standby.teamId() + " " + standby.rank();
      case DispatchEvent.TaskAnsweredLate late -> name + " " + late.teamId() + " " + late.answer();
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
