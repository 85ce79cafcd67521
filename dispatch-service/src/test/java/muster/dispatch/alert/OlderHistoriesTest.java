package muster.dispatch.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import muster.contracts.EventCodec;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.Outcome;
import muster.dispatch.team.Staffing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The histories stand for what is in the database already: each loads as it did, and its alert goes
 * on from there.
 */
class OlderHistoriesTest {
  private static final Path HISTORIES = Path.of("src/test/resources/histories");
  private static final Instant LATER = Instant.parse("2022-03-12T01:25:00Z");

  private final EventCodec codec = new EventCodec();

  /** One event a line, with its name. */
  private List<DispatchEvent> history(String file) throws IOException {
    List<DispatchEvent> events = new ArrayList<>();
    for (String line : Files.readAllLines(HISTORIES.resolve(file))) {
      JsonNode entry = JsonMapper.shared().readTree(line);
      JsonNode json = entry.get("event");
      var event =
          (DispatchEvent)
              codec.fromJson(entry.get("name").asString(), json.toString().getBytes(UTF_8));
      assertThat(JsonMapper.shared().readTree(codec.toJson(event))).isEqualTo(json);
      events.add(event);
    }
    return events;
  }

  private static List<String> lines(AlertState state) {
    return ((AlertState.Issued) state)
        .tasks().values().stream()
            .map(
                task ->
                    "%s %s %s %s %s"
                        .formatted(
                            task.teamId(),
                            task.state(),
                            task.rank(),
                            task.etaSeconds(),
                            task.changedAt()))
            .toList();
  }

  @Test
  void whatTeamsSaidBeforeTheirMembersDid() throws IOException {
    AlertState state = AlertState.replay(history("before-members-answered.jsonl"));

    assertThat(lines(state))
        .containsExactly(
            "t-000123 COMPLETED null 240 2022-03-12T01:24:30.008Z",
            "t-000087 WITHDRAWN null 300 2022-03-12T01:18:10.267Z",
            "t-000341 ACKNOWLEDGED null 420 2022-03-12T01:18:10.267Z",
            "t-000512 DECLINED null null 2022-03-12T01:15:25.730Z");
    AlertState.Running alert = (AlertState.Running) state;
    assertThat(alert.status()).isEqualTo(AlertStatus.COVERED);
    assertThat(alert.version()).isEqualTo(17);
    assertThat(alert.peopleComing()).containsExactly("v-000456", "v-001190");
    assertThat(alert.engagedPeople()).containsExactly("v-001190");
    assertThat(alert.deadlines().stream().map(Deadline::key)).containsExactly("expiry");
  }

  @Test
  void andItsPeopleGoOnAnsweringForThemselves() throws IOException {
    AlertState state = AlertState.replay(history("before-members-answered.jsonl"));
    List<Task> tasks = List.copyOf(((AlertState.Issued) state).tasks().values());
    // Whose account is v-001190, and the volunteer's id another one.
    Respondent kept = Respondent.inApp("v-77", "v-001190");
    Respondent colleague = Respondent.inApp("v-78", "v-78");
    Respondent back = Respondent.inApp("v-000871", "v-000871");

    state = go(state, new AlertCommand.Acknowledge(tasks.get(2).id(), colleague, 600));
    state = go(state, new AlertCommand.Acknowledge(tasks.get(2).id(), kept, 60));
    state = go(state, new AlertCommand.Acknowledge(tasks.get(1).id(), back, 90));
    assertThat(lines(state).subList(1, 3))
        .containsExactly(
            "t-000087 STANDBY 1 90 2022-03-12T01:25:00Z",
            "t-000341 ACKNOWLEDGED null 60 2022-03-12T01:18:10.267Z");
    assertThat(((AlertState.Issued) state).peopleComing())
        .containsExactly("v-000456", "v-78", "v-77");

    state = go(state, new AlertCommand.Withdraw(tasks.get(2).id(), kept, null, Set.of()));
    state = go(state, new AlertCommand.Withdraw(tasks.get(2).id(), colleague, null, Set.of()));
    assertThat(lines(state).subList(1, 3))
        .containsExactly(
            "t-000087 ACKNOWLEDGED null 90 2022-03-12T01:25:00Z",
            "t-000341 WITHDRAWN null 600 2022-03-12T01:25:00Z");
  }

  @Test
  void andItsTeamsAreComparedByTheirAccounts() throws IOException {
    AlertState state = AlertState.replay(history("before-members-answered.jsonl"));
    // Whose account is v-001190, and the volunteer's id another one.
    Staffing.Person kept = new Staffing.Person("v-77", "v-001190", Staffing.Duty.ON, Instant.EPOCH);

    assertThat(go(state, compare(kept))).isEqualTo(state);
    assertThat(lines(go(state, compare())).get(2))
        .isEqualTo("t-000341 WITHDRAWN null 420 2022-03-12T01:25:00Z");
    assertThat(((AlertState.Running) go(state, compare())).covered()).isFalse();
  }

  private static AlertCommand compare(Staffing.Person... people) {
    return new AlertCommand.CompareTeams(Map.of("t-000341", new Staffing(false, List.of(people))));
  }

  @Test
  void anEscalatedAlertOfWhichTeamsWereNotReachedAndCalledAgain() throws IOException {
    AlertState state = AlertState.replay(history("escalated-unreached-called-again.jsonl"));

    assertThat(lines(state))
        .containsExactly(
            "t-000123 DECLINED null null 2022-03-12T01:15:31.700Z",
            "t-000087 UNREACHED null null 2022-03-12T01:15:07.318Z",
            "t-000341 ACKNOWLEDGED null 420 2022-03-12T01:16:20.800Z",
            "t-000512 UNREACHED null null 2022-03-12T01:17:06.004Z",
            "t-000620 OFFERED null null 2022-03-12T01:17:08.222Z");
    AlertState.Running alert = (AlertState.Running) state;
    assertThat(alert.status()).isEqualTo(AlertStatus.ESCALATED);
    assertThat(alert.version()).isEqualTo(27);
    assertThat(alert.missing()).isEqualTo(1);
    assertThat(alert.wave()).isEqualTo(3);
    assertThat(alert.wideningWaves()).isEqualTo(2);
    assertThat(alert.unavailablePeople()).containsExactly("v-000456", "v-000457", "v-001190");
    assertThat(alert.deadlines().stream().map(Deadline::key))
        .containsExactly("look-again", "response-target", "expiry");
    List<Task> tasks = List.copyOf(alert.tasks().values());
    assertThat(tasks.stream().map(Task::call)).containsExactly(1, 1, 1, 2, 1);
    assertThat(tasks.stream().map(Task::reached)).containsExactly(true, true, true, false, true);
    assertThat(tasks.get(3).assignedBy()).isEqualTo("dispatcher-li");

    state = go(state, comes(tasks.get(1), "v-000871", 300));
    state = go(state, comes(tasks.get(4), "v-002620", null));
    state = go(state, comes(tasks.get(3), "v-003512", null));
    assertThat(lines(state))
        .containsExactly(
            "t-000123 DECLINED null null 2022-03-12T01:15:31.700Z",
            "t-000087 ACKNOWLEDGED null 300 2022-03-12T01:25:00Z",
            "t-000341 ACKNOWLEDGED null 420 2022-03-12T01:16:20.800Z",
            "t-000512 ACKNOWLEDGED null null 2022-03-12T01:25:00Z",
            "t-000620 STANDBY 1 null 2022-03-12T01:25:00Z");
    assertThat(((AlertState.Issued) state).status()).isEqualTo(AlertStatus.COVERED);
  }

  @Test
  void anAlertThatWasOverAndWasReopened() throws IOException {
    List<DispatchEvent> history = history("ended-and-reopened.jsonl");
    int end = history.indexOf(only(history, DispatchEvent.AlertReopened.class));
    AlertState over = AlertState.replay(history.subList(0, end));
    assertThat(lines(over))
        .containsExactly(
            "t-000123 RELEASED null 240 2022-03-12T01:23:50.777Z",
            "t-000087 STOOD_DOWN null null 2022-03-12T01:23:50.777Z",
            "t-000341 STOOD_DOWN null null 2022-03-12T01:15:22.020Z");
    assertThat(((AlertState.Ended) over).ending())
        .isEqualTo(
            new Ending.Resolved(
                Instant.parse("2022-03-12T01:23:50.777Z"),
                "officer-chen",
                Outcome.NOT_FOUND,
                "不是同一辆车"));

    AlertState state = AlertState.replay(history);
    assertThat(lines(state))
        .containsExactly(
            "t-000123 UNREACHED null null 2022-03-12T02:40:31.002Z",
            "t-000087 ACKNOWLEDGED null 300 2022-03-12T02:40:30.915Z",
            "t-000341 DECLINED null null 2022-03-12T02:40:11.640Z");
    AlertState.Running alert = (AlertState.Running) state;
    assertThat(alert.status()).isEqualTo(AlertStatus.COVERED);
    assertThat(alert.version()).isEqualTo(history.size());
    assertThat(alert.opening())
        .isEqualTo(new Opening(2, Instant.parse("2022-03-12T02:40:11.640Z")));
    assertThat(alert.wideningWaves()).isEqualTo(1);
    assertThat(alert.peopleComing()).containsExactly("v-000871");
    assertThat(alert.deadlines().stream().map(Deadline::key))
        .containsExactly("reminder:2022-03-12T02:41:30.915Z", "response-target:2", "expiry:2");

    List<Task> tasks = List.copyOf(alert.tasks().values());
    Respondent kept = Respondent.inApp("v-000871", "a-v-000871");
    Instant now = Instant.parse("2022-03-12T02:45:00Z");
    state = go(state, comes(tasks.get(0), "v-000456", 200), now);
    state = go(state, new AlertCommand.Withdraw(tasks.get(1).id(), kept, null, Set.of()), now);
    assertThat(lines(state).subList(0, 2))
        .containsExactly(
            "t-000123 ACKNOWLEDGED null 200 2022-03-12T02:45:00Z",
            "t-000087 WITHDRAWN null 300 2022-03-12T02:45:00Z");
  }

  @Test
  void anAlertThatWasMergedIntoAnotherOneAndTheOneThatTookItIn() throws IOException {
    AlertState merged = AlertState.replay(history("merged-into-another.jsonl"));
    assertThat(lines(merged))
        .containsExactly(
            "t-000123 PASSED_ON null 240 2022-03-12T01:16:40.120Z",
            "t-000087 STOOD_DOWN null null 2022-03-12T01:16:40.120Z",
            "t-000341 STOOD_DOWN null null 2022-03-12T01:16:40.120Z");
    assertThat(((AlertState.Ended) merged).status()).isEqualTo(AlertStatus.MERGED);
    Task passedOn = ((AlertState.Ended) merged).tasks().firstEntry().getValue();

    AlertState state = AlertState.replay(history("taken-in.jsonl"));
    AlertState.Running alert = (AlertState.Running) state;
    assertThat(lines(state)).containsExactly("t-000123 ON_SCENE null 240 2022-03-12T01:20:12.640Z");
    assertThat(alert.tasks().firstEntry().getKey()).isEqualTo(passedOn.passedOnTo());
    assertThat(alert.status()).isEqualTo(AlertStatus.COVERED);
    assertThat(alert.version()).isEqualTo(9);
    assertThat(alert.peopleComing()).containsExactly("v-000456");
    assertThat(alert.clues())
        .containsExactly(UUID.fromString("017f7bb0-97c0-7001-8007-9e3779b97f4b"));
    assertThat(alert.deadlines().stream().map(Deadline::key))
        .containsExactly("look-again", "expiry");

    assertThat(AlertDecider.decide(merged, new AlertCommand.Reopen("officer-chen", null), LATER))
        .isEqualTo(new Decision.Rejected(Rejection.MERGED));
    state =
        go(
            state,
            new AlertCommand.Complete(alert.tasks().firstEntry().getKey(), "a-v-000456", null));
    state = go(state, new AlertCommand.Resolve("officer-chen", Outcome.FOUND, null));
    assertThat(lines(state)).containsExactly("t-000123 COMPLETED null 240 2022-03-12T01:25:00Z");
  }

  private static <E extends DispatchEvent> E only(List<DispatchEvent> history, Class<E> type) {
    List<E> found = history.stream().filter(type::isInstance).map(type::cast).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static AlertCommand comes(Task task, String volunteer, @Nullable Integer etaSeconds) {
    return new AlertCommand.Acknowledge(
        task.id(), Respondent.inApp(volunteer, "a-" + volunteer), etaSeconds);
  }

  private static AlertState go(AlertState before, AlertCommand command) {
    return go(before, command, LATER);
  }

  private static AlertState go(AlertState before, AlertCommand command, Instant now) {
    Decision decision = AlertDecider.decide(before, command, now);
    assertThat(decision).isInstanceOf(Decision.Accepted.class);
    AlertState state = before;
    for (DispatchEvent event : ((Decision.Accepted) decision).events()) {
      state = state.evolve(event);
    }
    return state;
  }
}
