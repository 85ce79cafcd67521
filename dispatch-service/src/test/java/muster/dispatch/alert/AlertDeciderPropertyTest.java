package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.AlertOrigin;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAsked;
import muster.contracts.dispatch.Outcome;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alert.AlertState.Ended;
import muster.dispatch.alert.AlertState.Issued;
import muster.dispatch.alert.AlertState.Running;
import muster.dispatch.team.Pick;
import muster.dispatch.team.Search;
import muster.dispatch.team.Selection;
import muster.dispatch.team.Staffing;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** What holds whatever people and timers do, in whatever order. */
class AlertDeciderPropertyTest {
  private static final int TEAMS = 12;
  private static final UUID ALERT = new UUID(17, 17);

  private static final int MEMBERS = 3;

  /**
   * One step: which command, on which task, by which member, how much time has passed before, and
   * how many of the teams a search could find are found.
   */
  record Step(Kind kind, int task, int member, int seconds, int found) {}

  /** The last member of a team is in the team next to it, too. */
  private static String member(String teamId, int member) {
    int team = Integer.parseInt(teamId.substring(2));
    return member == MEMBERS - 1 ? "both-" + team / 2 : "v-" + team + "-" + member;
  }

  private static List<String> members(String teamId) {
    return IntStream.range(0, MEMBERS).mapToObj(member -> member(teamId, member)).toList();
  }

  enum Kind {
    ISSUE,
    ACKNOWLEDGE,
    DECLINE,
    DECLINE_FOR_TEAM,
    WITHDRAW,
    EN_ROUTE,
    ON_SCENE,
    COMPLETE,
    CONFIRM,
    WAVE_DEADLINE,
    REACH_DEADLINE,
    OPEN_BY_HAND,
    LOOK_AGAIN,
    UPDATE,
    CLUE,
    NOTE,
    NEED,
    CORRECT,
    REOPEN,
    ASSIGN,
    CALL_AGAIN,
    STAND_DOWN,
    HELP,
    HELP_IN_HAND,
    MESSAGE,
    ACCEPT,
    TELL_AGAIN,
    REMIND,
    TARGET,
    OLD_SEARCH,
    COMPARE,
    RESOLVE,
    CANCEL,
    EXPIRE
  }

  @Provide
  Arbitrary<List<Step>> courses() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Arrays.stream(Kind.values()).map(kind -> Tuple.of(frequency(kind), kind)).toList());
    return Combinators.combine(
            kinds,
            Arbitraries.integers().between(0, TEAMS - 1),
            Arbitraries.integers().between(0, MEMBERS - 1),
            Arbitraries.of(0, 1, 4, 5, 30, 61),
            Arbitraries.of(0, 1, 3, 99))
        .as(Step::new)
        .list()
        .ofMaxSize(70);
  }

  private static int frequency(Kind kind) {
    return switch (kind) {
      case ACKNOWLEDGE -> 24;
      case WITHDRAW -> 10;
      case DECLINE -> 12;
      case DECLINE_FOR_TEAM, EN_ROUTE, ON_SCENE, CONFIRM, WAVE_DEADLINE, REACH_DEADLINE, COMPARE ->
          6;
      case REOPEN, ASSIGN, CALL_AGAIN, STAND_DOWN -> 4;
      case COMPLETE,
          HELP,
          HELP_IN_HAND,
          MESSAGE,
          ACCEPT,
          TELL_AGAIN,
          REMIND,
          TARGET,
          OPEN_BY_HAND,
          LOOK_AGAIN,
          UPDATE,
          CLUE,
          NOTE,
          NEED,
          OLD_SEARCH ->
          2;
      case ISSUE, RESOLVE, CANCEL, EXPIRE, CORRECT -> 1;
    };
  }

  @Provide
  Arbitrary<CallOutTerms> terms() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 4),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(1, 5),
            Arbitraries.integers().between(1, 4),
            Arbitraries.frequency(Tuple.of(2, 0), Tuple.of(1, 3), Tuple.of(1, 6)))
        .as(
            (needed, standby, waveSize, waves, people) -> {
              CallOutTerms terms = AlertStory.terms(needed, standby, waveSize, waves);
              return people == 0 ? terms : terms.needingPeople(people, waveSize);
            })
        .map(terms -> terms.remindingAfter(Duration.ofSeconds(30)));
  }

  @Property(tries = 400)
  void theRulesHoldInAnyOrderOfCommands(
      @ForAll("terms") CallOutTerms terms, @ForAll("courses") List<Step> steps) {
    Course course = new Course(terms);
    course.give(course.issue(), 99);
    for (Step step : steps) {
      course.now = course.now.plusSeconds(step.seconds());
      AlertCommand command = course.command(step);
      if (command != null) {
        course.give(command, step.found());
        course.changesNothingWhenRepeated(command);
      }
    }
    assertThat(AlertState.replay(course.history)).isEqualTo(course.state);
  }

  private static final class Course {
    private final CallOutTerms terms;
    private final List<DispatchEvent> history = new ArrayList<>();
    private AlertState state = AlertState.notIssued();
    private Instant now = AlertStory.START;
    private final Set<String> gone = new HashSet<>();
    private AlertCommand.@Nullable CallTeams oldSearch;
    private int nextId;
    private int mostNeeded;

    Course(CallOutTerms terms) {
      this.terms = terms;
    }

    AlertCommand issue() {
      return new AlertCommand.Issue(
          ALERT,
          "officer",
          AlertOrigin.commandCenter(),
          Category.THEFT,
          AlertStory.DETAILS,
          new JurisdictionCode(AlertStory.XIZHU_VILLAGE),
          terms,
          false,
          AlertStory.NUMBER);
    }

    @Nullable AlertCommand command(Step step) {
      Issued alert = (Issued) state;
      List<UUID> ids = List.copyOf(alert.tasks().keySet());
      UUID task = step.task() < ids.size() ? ids.get(step.task()) : new UUID(404, step.task());
      return switch (step.kind()) {
        case ISSUE -> issue();
        case ACKNOWLEDGE ->
            new AlertCommand.Acknowledge(
                task, who(task, step), step.seconds() == 0 ? null : step.seconds());
        case DECLINE ->
            new AlertCommand.Decline(task, who(task, step), null, false, onDuty(task, step));
        case DECLINE_FOR_TEAM ->
            new AlertCommand.Decline(task, who(task, step), null, true, onDuty(task, step));
        case WITHDRAW -> new AlertCommand.Withdraw(task, who(task, step), null, onDuty(task, step));
        case EN_ROUTE ->
            new AlertCommand.Progress(task, "by", AlertCommand.Progress.Stage.EN_ROUTE);
        case ON_SCENE ->
            new AlertCommand.Progress(task, "by", AlertCommand.Progress.Stage.ON_SCENE);
        case COMPLETE -> new AlertCommand.Complete(task, "by", null);
        case CONFIRM ->
            new AlertCommand.RecordReceipt(
                task, "v", alert.findTask(task).map(Task::call).orElse(1), step.found() != 0);
        case WAVE_DEADLINE -> new AlertCommand.WaveDeadlinePassed(alert.wave() - step.found() % 2);
        case REACH_DEADLINE -> new AlertCommand.ReachDeadlinePassed(now, deliveries(step));
        case OPEN_BY_HAND -> new AlertCommand.OpenNextWave("by", alert.wave());
        case LOOK_AGAIN -> new AlertCommand.LookAgain(deliveries(step));
        case UPDATE -> update(alert, step.found());
        case CLUE -> new AlertCommand.AddClue(new UUID(1, step.task()), "by", "seen", null);
        case NOTE -> new AlertCommand.AddNote("by", "note " + step.task());
        case NEED ->
            new AlertCommand.UpdateDetails(
                "by",
                AlertStory.DETAILS,
                new AlertCommand.NewTerms(Category.THEFT, otherNeed(alert, step)),
                null);
        case CORRECT -> new AlertCommand.CorrectOutcome("by", Outcome.NOT_FOUND, null);
        case REOPEN -> new AlertCommand.Reopen("by", null);
        case ASSIGN ->
            new AlertCommand.AssignTeam(
                "by",
                "t-" + step.task(),
                new Pick("t-" + step.task(), "name", AlertStory.reason(1)),
                new UUID(8, nextId++));
        case CALL_AGAIN ->
            new AlertCommand.CallAgain(
                task,
                "by",
                alert
                    .findTask(task)
                    .map(called -> new Pick(called.teamId(), "name", AlertStory.reason(1)))
                    .orElse(null));
        case TARGET -> new AlertCommand.ResponseTargetPassed();
        case HELP -> new AlertCommand.AskForHelp(task, "by", TaskHelpAsked.Kind.DANGER, null);
        case HELP_IN_HAND -> new AlertCommand.AcknowledgeHelp(task, "by", null);
        case MESSAGE -> new AlertCommand.SendMessage("by", "text " + step.task(), null, null);
        case ACCEPT -> new AlertCommand.AcceptEscalation("by");
        case TELL_AGAIN -> new AlertCommand.TellEscalationAgain(1 + step.found() % 3);
        case REMIND -> new AlertCommand.RemindTeams(now);
        case STAND_DOWN -> new AlertCommand.StandDown(task, "by", "reason");
        case OLD_SEARCH -> oldSearch;
        case COMPARE -> compare(step);
        case RESOLVE -> new AlertCommand.Resolve("by", Outcome.FOUND, null);
        case CANCEL -> new AlertCommand.Cancel("by", "reason");
        case EXPIRE -> new AlertCommand.Expire();
      };
    }

    private static CallOutTerms otherNeed(Issued alert, Step step) {
      CallOutTerms terms = alert.issued().terms();
      int needed = 1 + step.task() % 5;
      return step.found() == 3 ? terms.withPeopleNeeded(needed) : terms.withTeamsNeeded(needed);
    }

    /** To one of two places, and every team is somewhere. */
    private static AlertCommand update(Issued alert, int found) {
      AlertDetails details = AlertStory.DETAILS;
      GeoPoint there = new GeoPoint(34.3 + found % 2 * 0.01, 117.37);
      return new AlertCommand.UpdateDetails(
              "by",
              new AlertDetails(
                  details.severity(),
                  details.headline(),
                  details.description(),
                  there,
                  details.address()))
          .withReckoned(
              alert.tasks().values().stream()
                  .map(task -> new Pick(task.teamId(), task.teamName(), AlertStory.reason(found)))
                  .toList());
    }

    /** Disbanded, gone home, left by all but one (who may come to another alert), or there. */
    private AlertCommand compare(Step step) {
      String team = "t-" + step.task();
      Staffing.Duty duty = step.found() == 1 ? Staffing.Duty.OFF_BY_WORD : Staffing.Duty.ON;
      List<Staffing.Person> people =
          IntStream.range(0, step.found() == 3 ? 1 : MEMBERS)
              .mapToObj(member -> new Staffing.Person(member(team, member), null, duty, now))
              .toList();
      boolean elsewhere = step.found() == 3 && step.seconds() == 61;
      if (step.found() < 2 || elsewhere) {
        gone.add(team);
      } else {
        gone.remove(team);
      }
      return new AlertCommand.CompareTeams(
          Map.of(team, step.found() == 0 ? Staffing.DISBANDED : new Staffing(false, people)),
          elsewhere ? Set.of(member(team, 0)) : Set.of());
    }

    private Decision decide(AlertCommand command) {
      Set<UUID> unstaffed =
          state instanceof Issued alert
              ? alert.tasks().values().stream()
                  .filter(task -> task.state() == TaskState.STANDBY && gone.contains(task.teamId()))
                  .map(Task::id)
                  .collect(Collectors.toSet())
              : Set.of();
      return AlertDecider.decide(state, command, now, unstaffed);
    }

    private Respondent who(UUID task, Step step) {
      String volunteer =
          ((Issued) state)
              .findTask(task)
              .map(called -> member(called.teamId(), step.member()))
              .orElse("nobody");
      return Respondent.inApp(volunteer, volunteer);
    }

    /** At times all of them, at times the first ones. */
    private Set<String> onDuty(UUID task, Step step) {
      int members = step.found() == 0 ? 1 : MEMBERS;
      return ((Issued) state)
          .findTask(task)
          .map(
              called ->
                  IntStream.range(0, members)
                      .mapToObj(member -> member(called.teamId(), member))
                      .collect(Collectors.toSet()))
          .orElse(Set.of());
    }

    private static Deliveries deliveries(Step step) {
      return step.task() % 2 == 0 ? new Deliveries(12, 20, 20) : Deliveries.UNKNOWN;
    }

    void give(AlertCommand command, int found) {
      boolean over = state instanceof Ended;
      Decision decision = decide(command);
      for (int i = 0; ; i++) {
        assertThat(i).as("call-outs end").isLessThan(40);
        if (decision instanceof Decision.RefusedAndKept(var rejection, var kept)) {
          assertThat(over).as("%s, kept", rejection).isTrue();
          for (DispatchEvent event : kept) {
            state = state.evolve(event);
            history.add(event);
          }
          holdsTheRules();
          return;
        }
        if (!(decision instanceof Decision.Accepted accepted)) {
          return;
        }
        assertThat(over && !accepted.events().isEmpty() && !ofAnEnded(command))
            .as("event after the end")
            .isFalse();
        for (DispatchEvent event : accepted.events()) {
          state = state.evolve(event);
          history.add(event);
        }
        holdsTheRules();
        if (accepted.callOut().isEmpty()) {
          isNotLeftWaiting();
          return;
        }
        oldSearch = search(accepted.callOut().get(), found);
        decision = decide(oldSearch);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
      }
    }

    private static boolean ofAnEnded(AlertCommand command) {
      return command instanceof AlertCommand.AddNote
          || command instanceof AlertCommand.CorrectOutcome
          || command instanceof AlertCommand.Reopen;
    }

    void changesNothingWhenRepeated(AlertCommand command) {
      switch (decide(command)) {
        case Decision.Accepted(List<DispatchEvent> events, var callOut) -> {
          assertThat(events).isEmpty();
          // Who has looked in vain may look again.
          assertThat(callOut.filter(again -> !(again instanceof CallOut.LookAgain))).isEmpty();
        }
        case Decision.RefusedAndKept kept -> throw new AssertionError("kept twice: " + kept);
        case Decision.Rejected rejected -> {}
      }
    }

    private AlertCommand.CallTeams search(CallOut callOut, int found) {
      Search search = callOut.search();
      List<Pick> picks =
          IntStream.range(0, TEAMS)
              .mapToObj(i -> "t-" + i)
              .filter(team -> !search.alreadyCalled().contains(team) && !gone.contains(team))
              .filter(team -> !search.unavailable().containsAll(members(team)))
              .limit(Math.min(found, search.teams()))
              .map(team -> new Pick(team, team, AlertStory.reason(1)))
              .toList();
      return new AlertCommand.CallTeams(
          callOut,
          new Selection(picks, List.of()),
          picks.stream().map(pick -> new UUID(7, nextId++)).toList());
    }

    private void holdsTheRules() {
      Issued alert = (Issued) state;
      List<Task> tasks = List.copyOf(alert.tasks().values());
      long covering = tasks.stream().filter(task -> task.state().covers()).count();
      List<Integer> ranks =
          tasks.stream()
              .filter(task -> task.state() == TaskState.STANDBY)
              .map(Task::rank)
              .sorted()
              .toList();
      // Nobody who comes is stood down when fewer are needed.
      CallOutTerms wanted = alert.issued().terms();
      Integer people = wanted.peopleNeeded();
      // Each team that is kept for people brings one of them at least.
      mostNeeded = Math.max(mostNeeded, people == null ? wanted.teamsNeeded() : people);
      long byHand = tasks.stream().filter(task -> task.assignedBy() != null).count();
      assertThat(covering).isLessThanOrEqualTo(mostNeeded + byHand);
      assertThat(ranks).isEqualTo(IntStream.rangeClosed(1, ranks.size()).boxed().toList());
      assertThat(tasks)
          .allMatch(task -> (task.rank() != null) == (task.state() == TaskState.STANDBY));
      assertThat(tasks.stream().map(Task::teamId)).doesNotHaveDuplicates();
      assertThat(alert.version()).isEqualTo(history.size());
      peopleStandBehindTheTeams(tasks);
      if (alert instanceof Running running) {
        assertThat(running.covered()).isEqualTo(running.missing() == 0);
        assertThat(running.missing())
            .isEqualTo(
                people == null
                    ? Math.max(0, wanted.teamsNeeded() - (int) covering)
                    : Math.max(0, people - running.peopleComing().size()));
        assertThat(ranks.isEmpty() || running.covered()).as("in line although needed").isTrue();
      } else {
        assertThat(alert.engagedTeams()).isEmpty();
      }
    }

    /** A team comes exactly when somebody of it does, and nobody with two. */
    private void peopleStandBehindTheTeams(List<Task> tasks) {
      assertThat(
              tasks.stream()
                  .filter(task -> task.state().comes())
                  .flatMap(Task::comers)
                  .map(MemberAnswer::volunteerId))
          .doesNotHaveDuplicates();
      for (Task task : tasks) {
        assertThat(task.answers().stream().map(MemberAnswer::volunteerId)).doesNotHaveDuplicates();
        assertThat(task.withdrawals().values()).allMatch(times -> times <= 3);
        if (task.state() != TaskState.STOOD_DOWN) {
          assertThat(task.comers().findAny().isPresent()).isEqualTo(task.state().comes());
        }
      }
    }

    /** An alert that is not covered has teams to wait for, or has gone to the parent. */
    private void isNotLeftWaiting() {
      if (state instanceof Running alert && !alert.covered() && alert.escalatedTo() == null) {
        assertThat(
                alert.deliveryDoubtful()
                    || alert.count(task -> task.state() == TaskState.OFFERED) > 0)
            .isTrue();
        assertThat(alert.deadlines()).anyMatch(Deadline.WaveDeadline.class::isInstance);
      }
      if (state instanceof Running alert) {
        assertThat(alert.deadlines()).anyMatch(Deadline.Expiry.class::isInstance);
        assertThat(alert.deadlines().stream().map(Deadline::key)).doesNotHaveDuplicates();
      }
    }
  }
}
